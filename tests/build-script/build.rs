//! Makes both clients.

use form_codegen::build::Build;
use form_codegen::selection::Selection;

fn main() {
    Build::new("pets.yaml")
        .overlay("pets.overlay.yaml")
        .features(["blocking"])
        .compile_or_exit();

    let selection = Selection {
        tags: vec!["deliveries".to_owned()],
        ..Selection::default()
    };
    Build::new("suppliers.yaml")
        .name("suppliers")
        .select(selection)
        .compile_or_exit();
}
