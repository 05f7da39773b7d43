//! Swagger 2.0.

use crate::fixtures::twins;

#[test]
fn what_2_0_says_means_what_3_0_has_for_it() {
    twins("swagger20", "swagger: '2.0'");
}
