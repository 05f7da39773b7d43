//! Documentation of a generated crate -> that of a module.
//!
//! In: lines of comments, one after the other. Out: the same lines for the place where the module is. What always holds: links lead to the
//! items that they led to; examples are shown and not run, since a test of documentation is a crate of its own, from where a
//! private module is out of reach, and only the including crate knows which path leads there.

/// What a file's comments are changed to.
#[derive(Debug)]
pub struct ModuleDocs<'a> {
    /// The crate that examples name.
    pub crate_name: &'a str,
    /// The module that takes its place.
    pub module: &'a str,
    fence: Option<Fence>,
}

/// A block of code that a line began.
#[derive(Debug)]
struct Fence {
    marks: String,
    is_rust: bool,
}

/// The words behind the marks of a block with which it is Rust.
const RUST: [&str; 6] = [
    "rust",
    "no_run",
    "should_panic",
    "compile_fail",
    "ignore",
    "standalone_crate",
];

impl<'a> ModuleDocs<'a> {
    /// No line so far.
    pub fn new(crate_name: &'a str, module: &'a str) -> Self {
        Self {
            crate_name,
            module,
            fence: None,
        }
    }

    /// The comment has ended.
    pub fn end(&mut self) {
        self.fence = None;
    }

    /// A comment; `root` leads from where it stands to the module's root. What is no documentation stays as it is.
    pub fn line(&mut self, comment: &str, root: &str) -> String {
        let documents = ["///", "//!"];
        let head = documents.into_iter().find(|head| comment.starts_with(head));
        let Some((head, text)) = head.and_then(|head| Some((head, comment.strip_prefix(head)?)))
        else {
            return comment.to_owned();
        };
        let bare = text.trim_start();
        let marks = bare.find(|c| c != '`').unwrap_or(bare.len());
        let (marks, words) = bare.split_at_checked(marks).unwrap_or_default();
        if let Some(fence) = &self.fence {
            let is_rust = fence.is_rust;
            if marks.len() >= fence.marks.len() && words.trim().is_empty() {
                self.fence = None;
            } else if is_rust {
                return format!("{head}{}", self.paths(text));
            }
            return comment.to_owned();
        }
        if marks.len() >= 3 && !words.contains('`') {
            let is_rust = words
                .split([',', ' '])
                .all(|word| word.is_empty() || RUST.contains(&word) || word.starts_with("edition"));
            self.fence = Some(Fence {
                marks: marks.to_owned(),
                is_rust,
            });
            return match is_rust {
                true => format!("{head} {marks}ignore"),
                false => comment.to_owned(),
            };
        }
        let mut text = text.to_owned();
        for before in ["[", "[`", "(", "]: "] {
            text = text.replace(&format!("{before}crate::"), &format!("{before}{root}::"));
        }
        format!("{head}{text}")
    }

    /// A line of an example, with the paths that start at the crate led to the module.
    fn paths(&self, line: &str) -> String {
        let start = format!("{}::", self.crate_name);
        let mut out = String::with_capacity(line.len());
        let mut rest = line;
        while let Some((before, behind)) = rest.split_once(&start) {
            out.push_str(before);
            let is_start = !out.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if is_start {
                out.push_str("crate::");
                out.push_str(self.module);
                out.push_str("::");
            } else {
                out.push_str(&start);
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::ModuleDocs;

    fn changed(text: &str) -> String {
        let mut docs = ModuleDocs::new("pets", "api");
        let lines = text.lines().map(|line| docs.line(line, "super::super"));
        lines.map(|line| line + "\n").collect()
    }

    #[test]
    fn links_lead_to_the_module() {
        assert_eq!(
            changed(
                "/// See [`Pet`](crate::models::Pet), [`crate::models::Toy`] and `crate::x`.\n"
            ),
            "/// See [`Pet`](super::super::models::Pet), [`super::super::models::Toy`] and `crate::x`.\n"
        );
    }

    #[test]
    fn examples_are_not_run() {
        assert_eq!(
            changed(
                "//! ```no_run\n//! use pets::{Client, Pets};\n//! my_pets::f(a::pets::g);\n//! ```\n//! [x](crate::y)\n"
            ),
            "//! ```ignore\n//! use crate::api::{Client, Pets};\n//! my_pets::f(a::pets::g);\n//! ```\n//! [x](super::super::y)\n"
        );
    }

    #[test]
    fn other_blocks_stay() {
        let text = "/// ```json\n/// [crate::x] use pets::y;\n/// ```\n// ```\n";
        assert_eq!(changed(text), text);
    }
}
