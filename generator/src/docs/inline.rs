//! The text of a block, written as Markdown on one line.
//!
//! In: a tree of styles. Out: Markdown, with [`JOINED`] for blanks that are no place to wrap and a line end for each break.
//! What always holds: every character that is text is read back as text; every URL is a link or in angles.

use super::{
    links::escape,
    tree::{Inline, InlineStyle},
    wrap::{JOINED, number_marker},
};

/// The block that holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    Paragraph,
    Heading,
    Cell,
}

/// Writes the text of a block; breaks are blanks where the holder is one line.
pub(super) fn write(inlines: &[Inline], holder: Holder) -> String {
    let mut writer = Writer {
        out: String::new(),
        holder,
        link: false,
        styled: false,
    };
    writer.all(inlines, '\n');
    let text = writer.out.trim();
    if holder == Holder::Paragraph {
        text.split('\n')
            .map(|line| line_start(line.trim()))
            .collect::<Vec<_>>()
            .join("\\\n")
    } else {
        text.to_owned()
    }
}

struct Writer {
    out: String,
    holder: Holder,
    /// Whether this is the text of a link.
    link: bool,
    /// Whether this is within emphasis; emphasis within emphasis is not written, as its marks could be misread.
    styled: bool,
}

impl Writer {
    /// Writes what `next` will follow.
    fn all(&mut self, inlines: &[Inline], next: char) {
        for (at, inline) in inlines.iter().enumerate() {
            let next = inlines.get(at + 1).map_or(next, first_char);
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Code(code) => self.code(code),
                Inline::Break => self.line_break(),
                Inline::Styled(InlineStyle::Link(url), inner) => self.link(url, inner, next),
                Inline::Styled(style, inner) => {
                    let marks = match style {
                        InlineStyle::Strong => "**",
                        InlineStyle::Strike => "~~",
                        _ => "*",
                    };
                    self.emphasis(marks, inner, next);
                }
            }
        }
    }

    /// The same, apart; blanks at its ends belong before and behind its marks.
    fn inner(&self, inlines: &[Inline], link: bool, styled: bool) -> String {
        let mut writer = Self {
            out: String::new(),
            holder: self.holder,
            link,
            styled,
        };
        writer.all(inlines, ' ');
        writer.out
    }

    fn emphasis(&mut self, marks: &str, inner: &[Inline], next: char) {
        if self.styled {
            self.all(inner, next);
            return;
        }
        let inner = self.inner(inner, self.link, true);
        let text = inner.trim();
        if inner.starts_with([' ', '\n']) {
            self.blank();
        }
        let before = self.out.chars().next_back().unwrap_or('\n');
        let after = if inner.ends_with([' ', '\n']) {
            ' '
        } else {
            next
        };
        let edge = |inside: Option<char>, outside: char| {
            inside.is_some_and(char::is_alphanumeric) && outside != '*' && outside != '~'
                || outside.is_whitespace()
                || outside.is_ascii_punctuation()
                    && outside != '*'
                    && outside != '~'
                    && outside != '\\'
        };
        let fits = edge(text.chars().next(), before)
            && edge(text.chars().next_back(), after)
            && !text.contains('\n');
        if text.is_empty() || !fits {
            self.out.push_str(text);
        } else {
            self.out.push_str(marks);
            self.out.push_str(text);
            self.out.push_str(marks);
        }
        if inner.ends_with([' ', '\n']) {
            self.blank();
        }
    }

    fn link(&mut self, url: &str, inner: &[Inline], next: char) {
        if self.link {
            self.all(inner, next);
            return;
        }
        if let [Inline::Text(text)] = inner
            && !text.contains([' ', '<', '>'])
            && escape(text) == url.strip_prefix("mailto:").unwrap_or(url)
        {
            self.out.push_str(&format!("<{text}>"));
            return;
        }
        let inner = self.inner(inner, true, self.styled);
        let text = inner.trim().replace('\n', " ");
        if inner.starts_with([' ', '\n']) {
            self.blank();
        }
        if text.is_empty() {
            return;
        }
        if self.out.ends_with('!') {
            // An image otherwise.
            self.out.pop();
            self.out.push_str("\\!");
        }
        self.out.push_str(&format!("[{text}]({url})"));
        if inner.ends_with([' ', '\n']) {
            self.blank();
        }
    }

    fn code(&mut self, code: &str) {
        let mut longest = 0;
        let mut run = 0;
        for char in code.chars() {
            run = if char == '`' { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        if self.out.ends_with('`') {
            // The marks of two spans would run into one.
            self.out.push(' ');
        }
        let marks = "`".repeat(longest + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') {
            JOINED.to_string()
        } else {
            String::new()
        };
        let mut code: String = code
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(&JOINED.to_string());
        if self.holder == Holder::Cell {
            code = code.replace('|', "\\|");
        }
        self.out
            .push_str(&format!("{marks}{pad}{code}{pad}{marks}"));
    }

    fn line_break(&mut self) {
        if self.holder == Holder::Paragraph && !self.link {
            let end = self.out.trim_end_matches([' ', '\n']).len();
            self.out.truncate(end);
            if end > 0 {
                self.out.push('\n');
            }
        } else {
            self.blank();
        }
    }

    /// A blank, unless there is one.
    fn blank(&mut self) {
        if !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = find_url(rest).filter(|_| !self.link) {
            let (before, from) = rest.split_at(at);
            self.escaped(before);
            let (url, after) = from.split_at(url_length(from, self.holder));
            let host = url.trim_end_matches('/').contains("//") && url.len() > "https://".len();
            if host {
                self.out.push_str(&format!("<{url}>"));
            } else {
                self.escaped(url);
            }
            rest = after;
        }
        self.escaped(rest);
    }

    /// Writes text so that Markdown takes it for text.
    fn escaped(&mut self, text: &str) {
        let mut chars = text.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            if char.is_whitespace() {
                self.blank();
                continue;
            }
            let next = chars.peek().map(|(_, next)| *next);
            let before = self.out.chars().next_back();
            let escape = match char {
                '\\' | '`' | '*' | '[' => true,
                ']' => self.link,
                '|' => self.holder == Holder::Cell,
                '#' => self.holder == Holder::Heading,
                '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
                '&' => is_reference(text.get(at..).unwrap_or_default()),
                // Only a tilde behind a word could end what this one begins.
                '~' => {
                    !(before.is_none_or(char::is_whitespace)
                        && next.is_some_and(char::is_alphanumeric))
                }
                '_' => !within_word(text, at, before, self.out.ends_with("\\_")),
                _ => false,
            };
            if escape {
                self.out.push('\\');
            }
            self.out.push(char);
        }
    }
}

/// Whether an underscore stands between letters or digits, alone or with others.
fn within_word(text: &str, at: usize, before: Option<char>, escaped: bool) -> bool {
    let starts = before.is_some_and(|before| before.is_alphanumeric() || before == '_' && !escaped);
    let rest = text.get(at..).unwrap_or_default();
    // A run that is longer is escaped: looking further for each of its characters would take too long.
    let run = rest
        .bytes()
        .take(4)
        .take_while(|byte| *byte == b'_')
        .count();
    starts
        && rest
            .get(run..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(char::is_alphanumeric)
}

/// Whether text at an ampersand looks like a character reference.
fn is_reference(text: &str) -> bool {
    let name = text
        .bytes()
        .skip(1)
        .take(33)
        .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'));
    name.is_some_and(|end| end > 0 && text.as_bytes().get(end + 1) == Some(&b';'))
}

fn find_url(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("://")) {
        let end = from + at;
        for scheme in ["https", "http"] {
            if text
                .get(..end)
                .is_some_and(|before| before.ends_with(scheme))
            {
                return Some(end - scheme.len());
            }
        }
        from = end + 3;
    }
    None
}

/// How long the URL is that text begins with, without punctuation that belongs to the sentence.
fn url_length(text: &str, holder: Holder) -> usize {
    let ends = |char: char| {
        char.is_whitespace()
            || matches!(char, '<' | '>' | '"' | '`' | '\\' | '“' | '”' | '’')
            || char == '|' && holder == Holder::Cell
    };
    let url = text
        .get(..text.find(ends).unwrap_or(text.len()))
        .unwrap_or_default();
    // A closing bracket is part of the URL if there is an opening one in it.
    let foreign: Vec<char> = [('(', ')'), ('[', ']'), ('{', '}')]
        .into_iter()
        .filter_map(|(open, close)| (!url.contains(open)).then_some(close))
        .collect();
    url.trim_end_matches(|char| ".,;:!?'*_~…".contains(char) || foreign.contains(&char))
        .len()
}

/// What a piece begins with, for the piece before it.
fn first_char(inline: &Inline) -> char {
    match inline {
        Inline::Text(text) => text.chars().next().unwrap_or(' '),
        Inline::Code(_) => '`',
        Inline::Break => '\n',
        Inline::Styled(InlineStyle::Link(_), _) => '[',
        Inline::Styled(InlineStyle::Strike, _) => '~',
        Inline::Styled(_, _) => '*',
    }
}

/// Escapes what would make a line of text a list, a heading, a quotation, code or a rule.
fn line_start(line: &str) -> String {
    let word = line.split(' ').next().unwrap_or_default();
    if let Some(digits) = number_marker(word) {
        return format!("{digits}\\{}", line.get(digits.len()..).unwrap_or_default());
    }
    let marker = match word.chars().next() {
        Some('-' | '+') => word.len() == 1 || word.starts_with("--"),
        Some('#') => word.chars().all(|char| char == '#'),
        Some('>' | '=' | '|') => true,
        Some('~') => word.starts_with("~~~"),
        _ => false,
    };
    if marker {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}
