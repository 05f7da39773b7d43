//! Modules -> files: the last stage.
//!
//! In: the [`Module`]s that [`emit`](crate::emit) made. Out: [`Files`], path -> text. What always holds: every Rust file
//! starts with the line that says what made it, imports exactly the names it uses, and ends with one line break; the
//! same modules give the same bytes.

mod imports;
mod layout;
mod tokens;

use std::fmt;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use indexmap::IndexMap;
use proc_macro2::TokenStream;

use imports::Imports;
pub use tokens::Code;
use tokens::{Kind, Text, Token, Tokens};

/// A thread more is started for so many parts.
const PARTS_FOR_THREAD: usize = 8;

/// One file of the generated crate.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its path below the crate's directory, with `/`.
    pub path: String,
    /// What it says.
    pub contents: Contents,
}

/// What a file says.
#[derive(Clone, Debug)]
pub enum Contents {
    /// Rust.
    Rust {
        /// The comment in the first line.
        head: String,
        /// The module's documentation, a line an entry.
        docs: Vec<String>,
        /// The items, each of them with a blank line before it.
        items: Vec<Code>,
    },
    /// Anything else, as it is.
    Text(String),
}

/// The files of a generated crate: path below its directory, with `/`, and text.
pub type Files = IndexMap<String, String>;

/// Tokens that are no Rust: a defect of the generator, never of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    /// The file that could not be printed.
    pub path: String,
    /// What the parser says.
    pub message: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the generator made tokens for {} that are no Rust ({}); please report this with the document",
            self.path, self.message
        )
    }
}

impl std::error::Error for RenderError {}

/// Prints all modules, in their order.
///
/// # Errors
///
/// When an item does not parse as Rust, which no document should be able to cause.
pub fn render(modules: Vec<Module>) -> Result<Files, RenderError> {
    modules.into_iter().map(print).collect()
}

/// Makes and prints modules part by part, on as many threads as the machine has for it; what comes out is in the order of the parts.
/// `observe` is told now and then how many are made or being made.
///
/// # Errors
///
/// When an item does not parse as Rust, which no document should be able to cause: the first one.
pub fn render_parts(
    count: usize,
    part: impl Fn(usize) -> Vec<Module> + Sync,
    observe: &mut dyn FnMut(usize),
) -> Result<Files, RenderError> {
    type Part = Result<Vec<(String, String)>, RenderError>;
    let next = AtomicUsize::new(0);
    let work = |observe: &mut dyn FnMut(usize)| {
        let mut done: Vec<(usize, Part)> = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return done;
            }
            observe(index);
            done.push((index, part(index).into_iter().map(print).collect()));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(count / PARTS_FOR_THREAD + 1))
            // Where there can be no more threads, this one does it all.
            .map_while(|_| {
                let work = || work(&mut |_| {});
                thread::Builder::new().spawn_scoped(scope, work).ok()
            })
            .collect();
        let mut done = work(observe);
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(index, _)| *index);
    let mut files = Files::new();
    for (_, part) in done {
        files.extend(part?);
    }
    Ok(files)
}

fn print(module: Module) -> Result<(String, String), RenderError> {
    let Module { path, contents } = module;
    let text = match contents {
        Contents::Text(text) => text,
        Contents::Rust { head, docs, items } => match rust(&path, &head, &docs, items) {
            Ok(text) => text,
            Err(error) => {
                let message = error.to_string();
                return Err(RenderError { path, message });
            }
        },
    };
    Ok((path, text))
}

/// Prints statements, as an example in the documentation shows them: `use` lines for what starts with `::`, a blank
/// line, then the statements at the left margin.
///
/// # Errors
///
/// When the tokens do not parse as statements.
pub(crate) fn statements(tokens: TokenStream) -> Result<Vec<String>, syn::Error> {
    let mut all = Tokens::default();
    all.push(tokens);
    let (texts, tokens) = all.into_parts();
    let mut imports = Imports::new("", &texts, std::iter::empty());
    let tokens = imports.shorten(&texts, &tokens);
    let printed = layout::block(&texts, &tokens, 4)?;
    let mut lines: Vec<String> = imports.print().lines().map(str::to_owned).collect();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let body = printed
        .lines()
        .map(|line| line.strip_prefix("    ").unwrap_or(line));
    lines.extend(body.map(str::to_owned));
    Ok(lines)
}

fn rust(path: &str, head: &str, docs: &[String], items: Vec<Code>) -> Result<String, syn::Error> {
    let mut all = Tokens::default();
    all.reserve(&items);
    let ranges: Vec<_> = items.into_iter().map(|item| all.append(item)).collect();
    let (texts, tokens) = all.into_parts();
    let items = || ranges.iter().filter_map(|range| tokens.get(range.clone()));
    let mut imports = Imports::new(path, &texts, items());
    let mut body = String::new();
    let mut previous = ItemGroup::Other;
    for item in items() {
        let item = imports.shorten(&texts, item);
        let mut at = 0;
        while at < item.len() {
            let end = layout::item_end(&texts, &item, at);
            let tokens = item.get(at..end).unwrap_or_default();
            at = end;
            if tokens::is_mark(tokens, 0, '#') && tokens::is_mark(tokens, 1, '!') {
                at = attributes(&texts, &item, end - tokens.len(), &mut body)?;
                continue;
            }
            let form = ItemGroup::of(&texts, tokens);
            if !body.is_empty() && (form != previous || form == ItemGroup::Other) {
                body.push('\n');
            }
            previous = form;
            space(&layout::item(&texts, tokens)?, &mut body);
        }
    }
    let mut text = format!("// {head}\n");
    if !docs.is_empty() {
        text.push('\n');
        for line in docs {
            text.push_str("//!");
            if !line.is_empty() {
                text.push(' ');
                text.push_str(line);
            }
            text.push('\n');
        }
    }
    let imports = imports.print();
    for part in [&imports, &body] {
        if !part.is_empty() {
            text.push('\n');
            text.push_str(part);
        }
    }
    Ok(text)
}

/// Prints the attributes of the file, and answers where they end.
fn attributes(
    texts: &Text,
    tokens: &[Token],
    mut at: usize,
    body: &mut String,
) -> Result<usize, syn::Error> {
    while tokens::is_mark(tokens, at, '#') && tokens::is_mark(tokens, at + 1, '!') {
        let end = tokens::behind(tokens, at + 2);
        let attribute = tokens.get(at..end).unwrap_or_default();
        body.push_str(layout::attribute(texts, attribute)?.trim_end());
        body.push('\n');
        at = end;
    }
    Ok(at)
}

/// Items that stand together without a blank line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ItemGroup {
    Module,
    Import,
    Other,
}

impl ItemGroup {
    fn of(texts: &Text, item: &[Token]) -> Self {
        match layout::keyword(texts, item) {
            Some("mod")
                if item
                    .last()
                    .is_some_and(|last| last.kind == Kind::Mark(';', false)) =>
            {
                Self::Module
            }
            Some("use") => Self::Import,
            _ => Self::Other,
        }
    }
}

/// Copies an item, with a blank line between the functions of an `impl` and after its constants and types.
///
/// The printer puts none. A line that ends with `}` or `;` and is indented by one step more than its `impl` can only be the
/// end of such a member: string literals have no line breaks, and every line of documentation starts with its slashes.
fn space(item: &str, out: &mut String) {
    // The indentation of the members of each `impl` around the line, and whether one of them has just ended.
    let mut around: Vec<(usize, bool)> = Vec::new();
    let mut impl_ended = false;
    for line in item.lines() {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        let starts_impl = text.starts_with("impl") && text.ends_with('{');
        let mut gap = indent > 0 && (starts_impl || (impl_ended && text != "}"));
        impl_ended = false;
        while around.last().is_some_and(|(members, _)| indent < *members) {
            around.pop();
            impl_ended = true;
        }
        if let Some((_, ended)) = around.last_mut().filter(|(members, _)| indent == *members) {
            let constant = text.starts_with("const ") && !text.starts_with("const fn ");
            gap |= *ended && !constant && !text.starts_with("type ");
            *ended = text == "}" || (text.ends_with(';') && !text.starts_with("//"));
        }
        if starts_impl {
            around.push((indent + 4, false));
        }
        if gap {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
}
