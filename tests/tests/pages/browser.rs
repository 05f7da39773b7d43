//! Reference pages in a real browser: headless Chromium, driven by Playwright and judged by axe-core.
//!
//! In: the document of the disputes. Out: nothing wrong. Where there is no Node or no Chromium, a line says that this was skipped.

mod disputes;

use std::path::{Path, PathBuf};
use std::process::Command;

use acceptance::node::Node;
use acceptance::skip::skip;

const TEST: &str = "reference pages in a browser";

/// What Chromium is called.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

fn browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let paths = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    paths.into_iter().find(|path| path.is_file())
}

/// Writes the pages of the disputes.
fn write(folder: &Path) {
    for (path, text) in disputes::files() {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

#[test]
fn pages_are_read_searched_and_accessible() {
    let Some(node) = Node::find_or_skip(TEST) else {
        return;
    };
    let Some(browser) = browser() else {
        return skip(TEST, format!("none of {} is there", NAMES.join(", ")));
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    // What another run left.
    let _ = std::fs::remove_dir_all(&folder);
    write(&folder);
    let mut command: Command = node.script("browser.mjs");
    let output = command.arg(browser).arg(&folder).output().unwrap();
    let [said, failed] =
        [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert_eq!(said, "", "{failed}");
    assert!(output.status.success(), "{failed}");
}
