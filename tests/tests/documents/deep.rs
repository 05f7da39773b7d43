//! Crates whose types hold each other deep: they compile, a program can hand the types to another thread, and reads what
//! `serde_json` reads, on the stack that a thread has.

use std::fmt::Write as _;
use std::path::Path;

use acceptance::crates::Workspace;
use form_codegen::source::SourceText;
use form_codegen::{Files, GenerateOptions, Generated, generate};

/// A chain of schemas: its name, what holds the next one, and the last.
type Chain = (&'static str, usize, &'static str, &'static str);

const TEXT: &str = "{type: string}";
const STRUCT: &str = "{type: object, properties: {x: {type: integer}, a: NEXT}}";
const LIST: &str =
    "{type: object, properties: {x: {type: integer}, a: {type: array, items: NEXT}}}";
const MAP: &str = "{type: object, properties: {x: {type: string}}, additionalProperties: NEXT}";
const LISTS: &str = "{type: array, items: NEXT}";
const MAPS: &str = "{type: object, additionalProperties: NEXT}";
const EITHER: &str = "{oneOf: [{type: integer}, NEXT]}";

fn crate_of(package: &str, chains: &[Chain]) -> Generated {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: Deep, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n",
    );
    for (name, count, link, last) in chains {
        for index in 0..*count {
            let next = match index + 1 {
                next if next < *count => format!("{{$ref: '#/components/schemas/{name}{next}'}}"),
                _ => (*last).to_owned(),
            };
            let _ = writeln!(text, "    {name}{index}: {}", link.replace("NEXT", &next));
        }
    }
    let source = SourceText {
        name: "deep.yaml",
        bytes: text.as_bytes(),
    };
    generate(source, &[], &GenerateOptions::new(package)).unwrap_or_else(|error| panic!("{error}"))
}

/// A program that uses the crate.
fn program(package: &str, limit: &str, main: &str) -> Files {
    let manifest = format!(
        "[package]\nname = \"{package}-user\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{package} = {{ path = \
         \"../{package}\", default-features = false }}\nserde = {{ version = \"1\", default-features = false }}\nserde_json = \"1\"\n"
    );
    let files = [
        ("Cargo.toml", manifest),
        ("src/main.rs", format!("{limit}\n{main}")),
    ];
    files.map(|(path, text)| (path.to_owned(), text)).into()
}

/// Asks of the first type of each chain what rustc has to go down all of it for.
fn is_sent(package: &str, chains: &[Chain]) -> String {
    let asked = chains.iter().fold(String::new(), |mut text, (name, ..)| {
        let _ = writeln!(text, "    sent::<{package}::{name}0>();");
        text
    });
    format!("fn sent<T: Send + Sync + 'static>() {{}}\n\nfn ask() {{\n{asked}}}\n")
}

fn workspace(name: &str) -> Workspace {
    Workspace::new(Path::new(env!("CARGO_TARGET_TMPDIR")), name)
}

#[test]
fn crates_without_deep_types_ask_nothing_of_programs() {
    let chains: [Chain; 7] = [
        ("Struct", 38, STRUCT, TEXT),
        ("List", 19, LIST, TEXT),
        ("Map", 13, MAP, TEXT),
        ("Lists", 38, LISTS, TEXT),
        ("Maps", 19, MAPS, TEXT),
        ("Either", 19, EITHER, TEXT),
        ("Round", 19, STRUCT, "{$ref: '#/components/schemas/Round0'}"),
    ];
    let generated = crate_of("shallow", &chains);
    assert!(!generated.files["src/lib.rs"].contains("recursion_limit"));
    let mut workspace = workspace("shallow");
    workspace.add("shallow", &generated.files);
    let main = is_sent("shallow", &chains) + "\nfn main() {\n    ask();\n}\n";
    workspace.add("shallow-user", &program("shallow", "", &main));
    let outcome = workspace.cargo(&["build", "--workspace", "--quiet", "--no-default-features"]);
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

const READ: &str = r##"
use serde::de::DeserializeOwned;

/// A text that nests `depth` objects, the members of each as these.
fn nested(depth: usize, members: &str) -> String {
    let open = format!("{{{members}\"a\":");
    format!("{}{{}}{}", open.repeat(depth - 1), "}".repeat(depth - 1))
}

fn read<T: DeserializeOwned + Clone + PartialEq + std::fmt::Debug>(text: &str) -> Result<usize, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    assert!(value.clone() == value);
    Ok(format!("{value:?}").matches("a: Some").count())
}

fn main() {
    ask();
    // Each on a thread of its own, with the stack that std gives it.
    let work: [fn(); 4] = [
        || assert_eq!(read::<deep::Struct0>(&nested(127, "")), Ok(126)),
        || assert_eq!(read::<deep::Wide0>(&nested(60, r#""t0":"text","#)), Ok(59)),
        || assert_eq!(read::<deep::Either0>("\"text\""), Ok(0)),
        || {
            let error = read::<deep::Struct0>(&nested(128, "")).unwrap_err();
            assert!(error.starts_with("recursion limit exceeded"), "{error}");
        },
    ];
    for work in work {
        std::thread::spawn(work).join().unwrap();
    }
}
"##;

#[test]
fn crates_with_deep_types_compile_and_say_what_programs_need() {
    let texts = (0..20).fold(String::new(), |mut text, index| {
        let _ = write!(text, "t{index}: {{type: string}}, ");
        text
    });
    let wide = format!("{{type: object, properties: {{{texts}a: NEXT}}}}");
    let chains: [Chain; 10] = [
        ("Struct", 300, STRUCT, TEXT),
        ("Wide", 150, wide.leak(), TEXT),
        ("List", 150, LIST, TEXT),
        ("Map", 100, MAP, TEXT),
        ("Lists", 150, LISTS, TEXT),
        ("Maps", 150, MAPS, TEXT),
        ("Either", 150, EITHER, TEXT),
        ("Names", 300, "NEXT", TEXT),
        (
            "Round",
            150,
            STRUCT,
            "{$ref: '#/components/schemas/Round0'}",
        ),
        // Each holds the next twice: the last would be in the first a million of millions of times, but for boxes.
        (
            "Twice",
            40,
            "{type: object, properties: {a: NEXT, b: NEXT}}",
            TEXT,
        ),
    ];
    let generated = crate_of("deep", &chains);
    let root = &generated.files["src/lib.rs"];
    let limit = root
        .lines()
        .find(|line| line.starts_with("#![recursion_limit"));
    let limit = limit.expect("a limit");
    // What the documentation says is what the crate has.
    assert!(
        root.lines()
            .any(|line| line.starts_with("//!") && line.contains(&format!("`{limit}`")))
    );
    let mut workspace = workspace("deep");
    workspace.add("deep", &generated.files);
    let main = is_sent("deep", &chains) + READ;
    workspace.add("deep-user", &program("deep", limit, &main));
    let outcome = workspace.cargo(&["run", "--package", "deep-user", "--quiet"]);
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    // The examples of the documentation are programs, too.
    let outcome = workspace.cargo(&[
        "test",
        "--package",
        "deep",
        "--doc",
        "--quiet",
        "--no-default-features",
    ]);
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}
