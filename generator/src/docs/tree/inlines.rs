//! The text of a block, as it is read.
//!
//! In: pieces of text, and where styles begin and end. Out: a tree. What always holds: styles nest properly, also where
//! HTML's overlap or do not end; text has no marks and no characters that [`clean`] removes.

use crate::docs::{clean::clean, mark};

/// How deep styles may nest.
const DEEPEST: usize = 8;

/// A piece of a block's text.
#[derive(Debug)]
pub(in crate::docs) enum Inline {
    Text(String),
    Code(String),
    Break,
    Styled(InlineStyle, Vec<Inline>),
}

/// What a piece of text is shown as.
#[derive(Debug)]
pub(in crate::docs) enum InlineStyle {
    Emphasis,
    Strong,
    Strike,
    /// To an absolute URL, escaped for Markdown.
    Link(String),
}

/// The text of the block that is being read.
#[derive(Default)]
pub(super) struct Inlines {
    /// The styles that are open, each with what goes before it.
    open: Vec<OpenStyle>,
    /// What the innermost style holds.
    inner: Vec<Inline>,
    /// Styles of Markdown that were too deep to be opened.
    too_deep: usize,
}

struct OpenStyle {
    /// `None` for a link that leads nowhere.
    style: Option<InlineStyle>,
    /// Whether HTML opened it.
    html: bool,
    before: Vec<Inline>,
}

impl Inlines {
    /// The whole text; open styles end.
    pub fn take(&mut self) -> Vec<Inline> {
        while let Some(open) = self.open.pop() {
            self.pop(open);
        }
        self.too_deep = 0;
        std::mem::take(&mut self.inner)
    }

    /// Adds text, in which marks may be.
    pub fn marked(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(|char| mark::ALL.contains(&char)) {
            let (before, marked) = rest.split_at(at);
            self.text(before);
            let mut chars = marked.chars();
            if let Some(char) = chars.next() {
                rest = chars.as_str();
                if char == mark::LINK[0] {
                    let shifted = |char: char| {
                        u32::from(char)
                            .checked_sub(mark::SHIFT)
                            .and_then(|byte| u8::try_from(byte).ok())
                    };
                    let bytes: Vec<u8> = rest.chars().map_while(shifted).collect();
                    // Each shifted byte is one character of three bytes.
                    rest = rest.get(bytes.len() * 3..).unwrap_or_default();
                    self.open_html(InlineStyle::Link(
                        String::from_utf8_lossy(&bytes).into_owned(),
                    ));
                } else {
                    self.mark(char);
                }
            }
        }
        self.text(rest);
    }

    pub fn code(&mut self, code: &str) {
        let code: String = code
            .chars()
            .filter(|char| !mark::ALL.contains(char))
            .collect();
        let code = code.trim();
        if !code.is_empty() {
            self.inner.push(Inline::Code(code.to_owned()));
        }
    }

    pub fn line_break(&mut self) {
        self.inner.push(Inline::Break);
    }

    /// A style of Markdown begins; `None` for a link that leads nowhere.
    pub fn open(&mut self, style: Option<InlineStyle>) {
        if self.too_deep > 0 || self.open.len() >= DEEPEST {
            self.too_deep += 1;
        } else {
            self.push(style, false);
        }
    }

    /// The innermost style of Markdown ends, and with it what HTML opened within.
    pub fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.open.iter().any(|open| !open.html) {
            while let Some(open) = self.open.pop() {
                let html = open.html;
                self.pop(open);
                if !html {
                    break;
                }
            }
        }
    }

    /// Adds text; what looks like a mark is none.
    pub fn text(&mut self, text: &str) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        match self.inner.last_mut() {
            Some(Inline::Text(before)) => before.push_str(&text),
            _ => self.inner.push(Inline::Text(text.into_owned())),
        }
    }

    fn mark(&mut self, char: char) {
        for (marks, style) in [
            (mark::EMPHASIS, InlineStyle::Emphasis),
            (mark::STRONG, InlineStyle::Strong),
            (mark::STRIKE, InlineStyle::Strike),
            (mark::LINK, InlineStyle::Link(String::new())),
        ] {
            if char == marks[0] {
                self.open_html(style);
                return;
            }
            if char == marks[1] {
                self.close_html(&style);
                return;
            }
        }
    }

    fn open_html(&mut self, style: InlineStyle) {
        if self.open.len() < DEEPEST {
            self.push(Some(style), true);
        }
    }

    /// Ends what HTML opened last in that style, unless a style of Markdown began since.
    fn close_html(&mut self, style: &InlineStyle) {
        let same = |open: &OpenStyle| {
            open.style
                .as_ref()
                .is_some_and(|open| std::mem::discriminant(open) == std::mem::discriminant(style))
        };
        let within = self.open.iter().rev().take_while(|open| open.html);
        if let Some(above) = within.clone().position(same) {
            for _ in 0..=above {
                if let Some(open) = self.open.pop() {
                    self.pop(open);
                }
            }
        }
    }

    fn push(&mut self, style: Option<InlineStyle>, html: bool) {
        let before = std::mem::take(&mut self.inner);
        self.open.push(OpenStyle {
            style,
            html,
            before,
        });
    }

    fn pop(&mut self, open: OpenStyle) {
        let inner = std::mem::replace(&mut self.inner, open.before);
        match open.style {
            _ if inner.is_empty() => {}
            Some(style) => self.inner.push(Inline::Styled(style, inner)),
            None => {
                for inline in inner {
                    match inline {
                        Inline::Text(text) => self.text(&text),
                        other => self.inner.push(other),
                    }
                }
            }
        }
    }
}
