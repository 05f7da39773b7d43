//! What users see of the generated crate.
//!
//! In: its sources. Out: nothing, if the surface is the one in the snapshot; a change to it is what a reviewer has to
//! agree to.

use std::path::Path;

use acceptance::surface;

#[test]
fn the_surface_is_as_reviewed() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    let surface = surface::of_crate(&src).unwrap();
    insta::with_settings!({
        snapshot_path => "../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
        description => "What users of the generated crate can name, an item a line.",
    }, {
        insta::assert_snapshot!("surface", surface);
    });
}
