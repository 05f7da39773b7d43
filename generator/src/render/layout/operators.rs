//! Marks -> operators, and the operators at the top level of some tokens.
//!
//! In: tokens. Out: which operator stands where, and whether an operand was before it. What always holds: what is in a group, in
//! angle brackets or between the bars of a closure is not at the top level.

use super::super::tokens::{Kind, Text, Token, behind, is_mark, part};

/// Operators of more than one mark, the longer ones first.
const LONG: [&str; 25] = [
    "..=", "...", "<<=", ">>=", "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=",
    "*=", "/=", "%=", "^=", "&=", "|=", "<<", ">>", "..", "<-",
];

/// Operators of one mark.
const SHORT: [&str; 22] = [
    ",", ";", ":", ".", "?", "!", "<", ">", "|", "&", "*", "-", "+", "/", "%", "^", "=", "#", "'",
    "@", "$", "~",
];

/// Whether an operand, a pattern or a type comes behind the word.
pub(super) fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "as" | "async"
            | "break"
            | "const"
            | "continue"
            | "dyn"
            | "else"
            | "enum"
            | "fn"
            | "for"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "type"
            | "unsafe"
            | "use"
            | "where"
            | "while"
    )
}

/// The operator at a place, and how many tokens it takes; in angle brackets, `>` always stands for itself.
pub(super) fn operator(
    tokens: &[Token],
    at: usize,
    in_angles: bool,
) -> Option<(&'static str, usize)> {
    let mark = |at: usize| match tokens.get(at)?.kind {
        Kind::Mark(mark, joint) => Some((mark, joint)),
        _ => None,
    };
    let (first, joint) = mark(at)?;
    if joint && !(in_angles && first == '>') {
        // The most frequent ones.
        match (first, mark(at + 1)) {
            (':', Some((':', _))) => return Some(("::", 2)),
            ('-', Some(('>', _))) => return Some(("->", 2)),
            ('=', Some(('>', _))) => return Some(("=>", 2)),
            _ => {}
        }
        let long = LONG.iter().find(|long| {
            let mut marks = at;
            let mut before = true;
            long.chars().all(|char| {
                let found = mark(marks).filter(|_| before);
                marks += 1;
                before = found.is_some_and(|(_, joint)| joint);
                found.is_some_and(|(found, _)| found == char)
            })
        });
        if let Some(long) = long {
            return Some((long, long.len()));
        }
    }
    let short = SHORT.iter().find(|short| short.starts_with(first))?;
    Some((short, 1))
}

/// What stands at the top level of some tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Top {
    /// An operator, and whether an operand is before it.
    Operator(&'static str, bool),
    /// A closure starts.
    Closure,
    /// A word, a literal or a group.
    Tree,
}

/// Goes over the top level of tokens: of types and patterns, in which `<` always starts a list, or of expressions.
pub(super) struct TopLevel<'t> {
    text: &'t Text,
    tokens: &'t [Token],
    types: bool,
    at: usize,
    operand: bool,
}

impl<'t> TopLevel<'t> {
    pub(super) fn new(text: &'t Text, tokens: &'t [Token], types: bool) -> Self {
        let (at, operand) = (0, false);
        Self {
            text,
            tokens,
            types,
            at,
            operand,
        }
    }

    /// Where the angle brackets that start at a place end.
    pub(super) fn behind_angles(tokens: &[Token], mut at: usize) -> usize {
        let mut depth = 0_usize;
        while at < tokens.len() {
            match operator(tokens, at, true) {
                Some(("<", _)) => depth += 1,
                Some((">", _)) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return at + 1;
                    }
                }
                Some((_, length)) => {
                    at += length;
                    continue;
                }
                None => {}
            }
            at = behind(tokens, at);
        }
        at
    }

    /// Where the bar that ends a closure's parameters is.
    pub(super) fn bar(tokens: &[Token], mut at: usize) -> usize {
        while at < tokens.len() && !is_mark(tokens, at, '|') {
            at = behind(tokens, at);
        }
        at
    }

    fn operator(&mut self, operator: &'static str, length: usize) -> Top {
        let operand = self.operand;
        self.at += length;
        self.operand = match operator {
            "::" if is_mark(self.tokens, self.at, '<') => {
                self.at = Self::behind_angles(self.tokens, self.at);
                true
            }
            "<" if self.types || !operand => {
                self.at = Self::behind_angles(self.tokens, self.at - 1);
                true
            }
            "|" if !operand => {
                self.at = Self::bar(self.tokens, self.at) + 1;
                self.operand = false;
                return Top::Closure;
            }
            "||" if !operand => return Top::Closure,
            "'" => {
                self.at += 1;
                true
            }
            "?" | "!" => operand,
            _ => false,
        };
        Top::Operator(operator, operand)
    }
}

impl Iterator for TopLevel<'_> {
    type Item = (usize, Top);

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        let token = self.tokens.get(at)?;
        if let Some((operator, length)) = operator(self.tokens, at, false) {
            return Some((at, self.operator(operator, length)));
        }
        self.operand = token.kind != Kind::Word || !is_keyword(self.text.of(token));
        self.at = behind(self.tokens, at);
        Some((at, Top::Tree))
    }
}

/// The first place at the top level where this operator stands behind an operand.
pub(super) fn find(text: &Text, tokens: &[Token], types: bool, operator: &str) -> Option<usize> {
    let mut top = TopLevel::new(text, tokens, types);
    top.find_map(|(at, top)| match top {
        Top::Operator(found, _) if found == operator => Some(at),
        _ => None,
    })
}

/// What is between the commas at the top level.
pub(super) fn split<'t>(text: &Text, tokens: &'t [Token], types: bool) -> Vec<&'t [Token]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, top) in TopLevel::new(text, tokens, types) {
        if matches!(top, Top::Operator(",", _)) {
            parts.push(part(tokens, start..at));
            start = at + 1;
        }
    }
    if start < tokens.len() {
        parts.push(part(tokens, start..));
    }
    parts
}
