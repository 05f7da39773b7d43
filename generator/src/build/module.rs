//! The files of a generated crate -> the text of one module.
//!
//! In: the files. Out: one text, in which each file is an inline module. What always holds: the text starts with an item and has paths
//! only within itself, so that `include!` takes it in any module; what a feature guards that is off is either left out or
//! switched off; what the including crate's lints would say of it is not said.
//!
//! The modules are inline because a `mod` with a `#[path]` to a file of `OUT_DIR` is not found by rust-analyzer, which joins
//! such a path to the folder of the modules around it; and one file is written, or not, as a whole.

use super::Features;
use super::docs::ModuleDocs;
use super::predicate::holds;
use super::tokens::{SourceToken, WordKind, tokens};
use crate::render::Files;

/// What stands before each module of the root: the lints of the including crate are about what its authors wrote. `warnings` are those
/// that only warn; the rest are named for crates that deny them.
const ALLOW: &str = r#"#[allow(
    warnings,
    unused,
    elided_lifetimes_in_paths,
    missing_copy_implementations,
    missing_debug_implementations,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unnameable_types,
    unreachable_pub,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction,
    rustdoc::all,
    reason = "generated"
)]
"#;

/// What stands before each import of the root, of which a program may use none.
const ALLOW_USE: &str = "#[allow(unused_imports, unreachable_pub, reason = \"generated\")]\n";

/// What the root of a crate has and a module does not: chapters about the crate.
const GUIDE: &str = "pub mod guide;";

/// A crate that becomes a module.
#[derive(Clone, Copy, Debug)]
pub struct Inclusion<'a> {
    /// The crate's files.
    pub files: &'a Files,
    /// The features that are on.
    pub features: &'a Features,
    /// The name by which the crate's examples call it.
    pub crate_name: &'a str,
    /// The name of the module.
    pub module: &'a str,
}

impl Inclusion<'_> {
    /// The text to include.
    pub fn text(&self) -> String {
        let root = self.files.get("src/lib.rs").map_or("", String::as_str);
        let head = root.lines().next().unwrap_or_default();
        let mut out = format!("{head}\n\n");
        self.file(&items(root), &[], &mut out);
        out
    }

    /// Appends a file, which is the module of that path.
    fn file(&self, text: &str, path: &[&str], out: &mut String) {
        let all = tokens(text);
        let mut writer = ModuleWriter {
            of: *self,
            path,
            docs: ModuleDocs::new(self.crate_name, self.module),
            inline: Vec::new(),
            depth: 0,
        };
        let mut rest = all.as_slice();
        while let Some(length) = writer.step(rest, out).filter(|length| *length > 0) {
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// The file of a module.
    fn child(&self, path: &[&str]) -> Option<&str> {
        let path = path.join("/");
        let file = self.files.get(&format!("src/{path}.rs"));
        let file = file.or_else(|| self.files.get(&format!("src/{path}/mod.rs")))?;
        // The first line says what made the file, which the first line of the whole says.
        let (_, text) = file.split_once('\n')?;
        Some(text.trim_start_matches('\n'))
    }
}

/// The items of the crate's root, as a module can have them.
fn items(root: &str) -> String {
    let mut items = String::with_capacity(root.len());
    let mut lines = root.lines().skip(1);
    while let Some(line) = lines.next() {
        if line.starts_with("#![") {
            if !line.ends_with(']') {
                // The attribute takes several lines.
                lines.by_ref().find(|line| line.starts_with(")]"));
            }
            continue;
        }
        if line.starts_with("//!") || line == GUIDE {
            continue;
        }
        items.push_str(line);
        items.push('\n');
    }
    items.trim_start_matches('\n').to_owned()
}

/// Writes a file.
struct ModuleWriter<'a> {
    of: Inclusion<'a>,
    path: &'a [&'a str],
    docs: ModuleDocs<'a>,
    /// For each inline module around the token, how many braces are open in front of its own.
    inline: Vec<usize>,
    /// How many braces are open.
    depth: usize,
}

impl ModuleWriter<'_> {
    /// Writes what these tokens start with; says how many tokens that was.
    fn step(&mut self, rest: &[SourceToken<'_>], out: &mut String) -> Option<usize> {
        let token = rest.first()?;
        match (token.kind, token.text) {
            (WordKind::Comment, comment) => {
                out.push_str(&self.docs.line(comment, &self.root()));
                return Some(1);
            }
            (WordKind::Space, _) => {}
            _ => self.docs.end(),
        }
        let special = match token.text {
            "crate" => self.path_from_root(rest, out),
            "#" => self.condition(rest, out),
            "mod" => self.module(rest, out),
            "pub" if self.path.is_empty() && self.depth == 0 => {
                out.push_str(match texts(rest, ["pub", " ", "use"]) {
                    true => ALLOW_USE,
                    false => ALLOW,
                });
                None
            }
            _ => None,
        };
        if special.is_some() {
            return special;
        }
        if token.kind == WordKind::Sign {
            match token.text {
                "{" => self.depth += 1,
                "}" => {
                    self.depth = self.depth.saturating_sub(1);
                    self.inline.pop_if(|outside| *outside == self.depth);
                }
                _ => {}
            }
        }
        out.push_str(token.text);
        Some(1)
    }

    /// What leads from here to the root of the module.
    fn root(&self) -> String {
        match self.path.len() + self.inline.len() {
            0 => "self".to_owned(),
            levels => vec!["super"; levels].join("::"),
        }
    }

    /// `crate::`.
    fn path_from_root(&self, rest: &[SourceToken<'_>], out: &mut String) -> Option<usize> {
        texts(rest, ["crate", ":", ":"]).then(|| {
            out.push_str(&self.root());
            1
        })
    }

    /// `#[cfg(…)]`, with the blanks behind it.
    fn condition(&self, rest: &[SourceToken<'_>], out: &mut String) -> Option<usize> {
        if !texts(rest, ["#", "[", "cfg", "("]) {
            return None;
        }
        let end = rest.iter().position(|token| token.text == "]")?;
        let condition = rest.get(4..end.checked_sub(1)?)?;
        let condition: String = condition.iter().map(|token| token.text).collect();
        let behind = rest.get(end + 1..)?;
        let is_space = behind
            .first()
            .is_some_and(|next| next.kind == WordKind::Space);
        let length = end + 1 + usize::from(is_space);
        match holds(&condition, self.of.features)? {
            true => Some(length),
            false => match declaration(rest.get(length..)?) {
                Some(declaration) => Some(length + declaration.length),
                None => {
                    out.push_str("#[cfg(false)]");
                    Some(end + 1)
                }
            },
        }
    }

    /// `mod name;` with the file of the module, and the start of a module that stands in the file.
    fn module(&mut self, rest: &[SourceToken<'_>], out: &mut String) -> Option<usize> {
        let [_, space, name, ..] = rest else {
            return None;
        };
        if space.kind != WordKind::Space || name.kind != WordKind::Word {
            return None;
        }
        if texts(rest.get(3..)?, [" ", "{"]) {
            self.inline.push(self.depth);
            return None;
        }
        let declared = declaration(rest)?;
        let path: Vec<&str> = self.path.iter().copied().chain([declared.file]).collect();
        let text = self.of.child(&path)?;
        out.push_str("mod ");
        out.push_str(name.text);
        out.push_str(" {\n");
        self.of.file(text, &path, out);
        out.push('}');
        Some(declared.length)
    }
}

/// A module that is declared.
struct Declaration<'t> {
    /// What its file is called.
    file: &'t str,
    /// How many tokens declare it.
    length: usize,
}

/// The declaration of a module that these tokens start with, whatever its visibility.
fn declaration<'t>(rest: &[SourceToken<'t>]) -> Option<Declaration<'t>> {
    let before = rest.iter().take_while(|token| {
        token.kind == WordKind::Space || matches!(token.text, "pub" | "(" | "crate" | "super" | ")")
    });
    let before = before.count();
    let declared = rest.get(before..)?;
    let [keyword, _, name, end, ..] = declared else {
        return None;
    };
    let is_one = keyword.text == "mod" && name.kind == WordKind::Word && end.text == ";";
    is_one.then(|| Declaration {
        file: name.text.strip_prefix("r#").unwrap_or(name.text),
        length: before + 4,
    })
}

/// Whether the tokens start with these.
fn texts<const N: usize>(rest: &[SourceToken<'_>], texts: [&str; N]) -> bool {
    let found = rest.iter().map(|token| token.text);
    found.take(N).eq(texts)
}
