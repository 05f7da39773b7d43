//! `TokenStream`s -> one list of tokens over one text.
//!
//! In: what emitters made. Out: [`Tokens`]: a group is its two delimiters with what is between them, and knows where it ends. What
//! always holds: a slice that starts and ends between trees can be read alone; nothing is allocated for each token.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or a keyword.
    Word,
    Literal,
    /// A mark, and whether the next one belongs to it.
    Mark(char, bool),
    /// The delimiter that starts a group, which ends this many tokens later.
    Open(char, usize),
    Close(char),
}

/// A token, and where its text is, if it has one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    start: usize,
    end: usize,
}

/// An item, or several, as flat as they are printed: what an emitter has made is read once, as `TokenStream` can be looked at only by
/// copying it.
#[derive(Clone, Debug, Default)]
pub struct Code(Tokens);

impl From<TokenStream> for Code {
    fn from(stream: TokenStream) -> Self {
        let mut tokens = Tokens::default();
        tokens.push(stream);
        Self(tokens)
    }
}

impl Code {
    /// About how many lines it is: a line for each attribute, for each sign that ends one, and for each brace.
    #[must_use]
    pub fn lines(&self) -> usize {
        let lines = self.0.list.iter().map(|token| match token.kind {
            Kind::Mark(';' | ',' | '#', _) | Kind::Open('{', _) | Kind::Close('}') => 1,
            _ => 0,
        });
        lines.sum()
    }
}

/// Tokens and their texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    text: Text,
    list: Vec<Token>,
}

/// The texts of tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Text(String);

impl Text {
    /// The text of a word or a literal; of anything else, nothing.
    pub fn of(&self, token: &Token) -> &str {
        self.0.get(token.start..token.end).unwrap_or_default()
    }

    /// Whether a word stands at a place.
    pub fn is(&self, tokens: &[Token], at: usize, word: &str) -> bool {
        self.word(tokens, at) == Some(word)
    }

    /// The word at a place.
    pub fn word(&self, tokens: &[Token], at: usize) -> Option<&str> {
        let token = tokens.get(at)?;
        (token.kind == Kind::Word).then(|| self.of(token))
    }

    /// The tokens as a text that reads as the same tokens.
    pub fn join(&self, tokens: &[Token]) -> String {
        let mut text = String::new();
        for token in tokens {
            match token.kind {
                Kind::Word | Kind::Literal => text.push_str(self.of(token)),
                Kind::Mark(mark, joint) => {
                    text.push(mark);
                    if joint {
                        continue;
                    }
                }
                Kind::Open(mark, _) | Kind::Close(mark) => text.push(mark),
            }
            text.push(' ');
        }
        text
    }
}

impl Tokens {
    /// Adds a stream; answers where its tokens are.
    pub fn push(&mut self, stream: TokenStream) -> std::ops::Range<usize> {
        let start = self.list.len();
        self.read(stream);
        start..self.list.len()
    }

    /// Has room for what is about to be added.
    pub fn reserve(&mut self, codes: &[Code]) {
        let lengths = |code: &Code| (code.0.list.len(), code.0.text.0.len());
        let all = codes.iter().map(lengths);
        let (tokens, text) = all.fold((0, 0), |(tokens, text), (more, longer)| {
            (tokens + more, text + longer)
        });
        self.list.reserve(tokens);
        self.text.0.reserve(text);
    }

    /// Adds what was read already; answers where its tokens are.
    pub fn append(&mut self, code: Code) -> std::ops::Range<usize> {
        let Code(Self { text, list }) = code;
        let (start, offset) = (self.list.len(), self.text.0.len());
        self.text.0.push_str(&text.0);
        self.list.extend(list.into_iter().map(|token| Token {
            start: token.start + offset,
            end: token.end + offset,
            ..token
        }));
        start..self.list.len()
    }

    fn read(&mut self, stream: TokenStream) {
        for tree in stream {
            match tree {
                TokenTree::Ident(word) => self.text(Kind::Word, &word),
                TokenTree::Literal(literal) => self.text(Kind::Literal, &literal),
                TokenTree::Punct(mark) => {
                    let joint = mark.spacing() == Spacing::Joint;
                    self.mark(Kind::Mark(mark.as_char(), joint));
                }
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ('(', ')'),
                        Delimiter::Bracket => ('[', ']'),
                        Delimiter::Brace => ('{', '}'),
                        // Only macros by example make these.
                        Delimiter::None => {
                            self.read(group.stream());
                            continue;
                        }
                    };
                    let stream = group.stream();
                    // With the group gone, nothing else owns the stream, so that its tokens need not be copied.
                    drop(group);
                    self.mark(Kind::Open(open, 0));
                    self.read(stream);
                    self.mark(Kind::Close(close));
                }
            }
        }
    }

    fn text(&mut self, kind: Kind, text: &impl std::fmt::Display) {
        let start = self.text.0.len();
        let _ = write!(self.text.0, "{text}");
        let end = self.text.0.len();
        self.list.push(Token { kind, start, end });
    }

    fn mark(&mut self, kind: Kind) {
        let (start, end) = (0, 0);
        self.list.push(Token { kind, start, end });
    }

    /// The texts, and the tokens.
    pub fn into_parts(self) -> (Text, Vec<Token>) {
        (self.text, self.list)
    }
}

/// Notes in each delimiter that starts a group where it ends.
pub(super) fn close_groups(tokens: &mut [Token]) {
    let mut open = Vec::new();
    for at in 0..tokens.len() {
        match tokens.get(at).map(|token| token.kind) {
            Some(Kind::Open(..)) => open.push(at),
            Some(Kind::Close(_)) => {
                if let Some(start) = open.pop()
                    && let Some(Token {
                        kind: Kind::Open(_, behind),
                        ..
                    }) = tokens.get_mut(start)
                {
                    *behind = at + 1 - start;
                }
            }
            _ => {}
        }
    }
}

/// Where the tree that starts at a place ends.
pub(super) fn behind(tokens: &[Token], at: usize) -> usize {
    match tokens.get(at).map(|token| token.kind) {
        Some(Kind::Open(_, length)) => at + length.max(1),
        _ => at + 1,
    }
}

/// What is in the group that starts at a place.
pub(super) fn inside(tokens: &[Token], at: usize) -> &[Token] {
    let end = behind(tokens, at).saturating_sub(1);
    tokens.get(at + 1..end).unwrap_or_default()
}

/// Whether a group with this delimiter starts at a place.
pub(super) fn opens(tokens: &[Token], at: usize, delimiter: char) -> bool {
    matches!(tokens.get(at), Some(Token { kind: Kind::Open(found, _), .. }) if *found == delimiter)
}

/// Whether a mark stands at a place.
pub(super) fn is_mark(tokens: &[Token], at: usize, mark: char) -> bool {
    matches!(tokens.get(at), Some(Token { kind: Kind::Mark(found, _), .. }) if *found == mark)
}

/// What stands in a range.
pub(super) fn part(tokens: &[Token], range: impl std::ops::RangeBounds<usize>) -> &[Token] {
    tokens
        .get((range.start_bound().cloned(), range.end_bound().cloned()))
        .unwrap_or_default()
}
