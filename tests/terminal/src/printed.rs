//! What `--print rust` prints, compiled, each as a module of its own.
//!
//! In: the name of one as an argument. Out: what it prints. What always holds: its text is the file's, with nothing added.

/// A program for each file.
macro_rules! programs {
    ($($name:ident)*) => {
        $(mod $name {
            include!(concat!("../printed/", stringify!($name), ".rs"));

            pub fn run() -> Result<(), Box<dyn std::error::Error>> {
                main()
            }
        })*

        fn run(name: &str) -> Result<(), Box<dyn std::error::Error>> {
            match name {
                $(stringify!($name) => $name::run(),)*
                other => Err(format!("{other}: there is no such program").into()),
            }
        }
    };
}

programs! { close files_create list_by_charge list_by_payment_intent list_over_pages retrieve update update_with_upload }

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).unwrap_or_default();
    run(&name)
}
