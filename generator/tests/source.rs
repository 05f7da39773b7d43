//! Text to document, at the boundary: what is accepted, and the whole printed text of what is refused.

use form_codegen::source::{Document, Source, read};

fn read_one(name: &str, text: &[u8]) -> Result<Document, form_codegen::diagnostic::Report> {
    read(Source { name, bytes: text }, &[])
}

#[test]
fn try_specs() {
    for entry in std::fs::read_dir("/work/shared/specs").unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let start = std::time::Instant::now();
        let result = read_one(path.file_name().unwrap().to_str().unwrap(), &bytes);
        println!("== {} {:?}", path.display(), start.elapsed());
        match result {
            Ok(document) => {
                if let Ok(expected) = serde_json::from_slice::<openapiv3::OpenAPI>(&bytes) {
                    println!(
                        "serde: {:?} same: {}",
                        start.elapsed(),
                        expected == document.openapi
                    );
                } else {
                    println!("serde cannot");
                }
            }
            Err(report) => {
                let text = report.to_string();
                println!("{}", text.chars().take(6000).collect::<String>());
                println!("{}", text.lines().last().unwrap());
            }
        }
    }
}
