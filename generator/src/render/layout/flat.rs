//! Tokens on one line.
//!
//! In: tokens. Out: their text as prettyplease prints it where nothing has to be broken. What always holds: where this can't be
//! said for sure, nothing is said.

use super::super::tokens::{Kind, Text, Token, behind, inside, is_mark, opens, part};
use super::operators::{find, is_keyword, operator};

/// The longest struct literal on one line, without its last brace.
const STRUCT: usize = 34;

/// What tokens are of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// An expression, or a whole statement.
    Code,
    /// A pattern, with its guard.
    Pattern,
    /// What is before a block, and types.
    Head,
    /// Names that are imported.
    Use,
}

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotFlat {
    /// The tokens have a line break in them, whatever their length.
    Broken,
    /// This is not known here.
    Unsure,
}

/// What is before the next token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, or what has no blank behind it.
    Start,
    /// `.` or `::`.
    Path,
    /// What has a blank behind it.
    Blank,
    /// A keyword, and whether a parenthesis may stand right behind it.
    Keyword(bool),
    /// The end of an operand.
    Operand,
    /// A lifetime.
    Lifetime,
}

/// The text on one line.
pub(super) fn flat(
    text: &Text,
    tokens: &[Token],
    syntax: Syntax,
    out: &mut String,
) -> Result<(), NotFlat> {
    let line = Line {
        text,
        tokens,
        syntax,
        out,
        before: Before::Start,
        angles: 0,
        closure: false,
        path: 0,
    };
    line.print()
}

struct Line<'t, 'o> {
    text: &'t Text,
    tokens: &'t [Token],
    syntax: Syntax,
    out: &'o mut String,
    before: Before,
    /// How many angle brackets are open.
    angles: usize,
    /// Whether the parameters of a closure are.
    closure: bool,
    /// Where the path starts that ends here.
    path: usize,
}

impl Line<'_, '_> {
    fn print(mut self) -> Result<(), NotFlat> {
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            at = match token.kind {
                Kind::Word => self.word(at)?,
                Kind::Literal => {
                    self.blank();
                    self.out.push_str(self.text.of(token));
                    self.before = Before::Operand;
                    at + 1
                }
                Kind::Mark(..) => self.mark(at)?,
                Kind::Open(open, _) => {
                    self.group(open, at)?;
                    behind(self.tokens, at)
                }
                Kind::Close(_) => return Err(NotFlat::Unsure),
            };
        }
        Ok(())
    }

    /// The blank before something that starts an operand.
    fn blank(&mut self) {
        if !matches!(self.before, Before::Start | Before::Path) {
            self.out.push(' ');
        }
        if self.before != Before::Path {
            self.path = self.out.len();
        }
    }

    fn word(&mut self, at: usize) -> Result<usize, NotFlat> {
        let word = self.text.word(self.tokens, at).unwrap_or_default();
        self.blank();
        self.before = match word {
            "if" if self.syntax == Syntax::Pattern => Before::Keyword(false),
            "match" | "for" | "while" | "loop" if self.syntax == Syntax::Code => {
                return Err(NotFlat::Broken);
            }
            "if" | "else" | "unsafe" | "async" | "where" if self.syntax != Syntax::Head => {
                return Err(NotFlat::Unsure);
            }
            "where" | "else" => return Err(NotFlat::Unsure),
            _ if is_keyword(word) => Before::Keyword(matches!(word, "fn" | "pub")),
            _ => Before::Operand,
        };
        self.out.push_str(word);
        Ok(at + 1)
    }

    fn mark(&mut self, at: usize) -> Result<usize, NotFlat> {
        let (operator, length) =
            operator(self.tokens, at, self.angles > 0).ok_or(NotFlat::Unsure)?;
        let operand = matches!(self.before, Before::Operand | Before::Lifetime);
        match operator {
            "'" => {
                self.blank();
                self.out.push('\'');
                self.out
                    .push_str(self.text.word(self.tokens, at + 1).unwrap_or_default());
                self.before = Before::Lifetime;
                return Ok(at + 2);
            }
            "," | ";" | ":" => self.put(operator, Before::Blank),
            "::" => {
                if !operand {
                    self.blank();
                }
                self.put(operator, Before::Path);
            }
            "." => self.put(operator, Before::Path),
            "?" if operand => self.put(operator, Before::Operand),
            "!" if operand => self.name_of_macro(at)?,
            "<" => self.less(at, operand)?,
            ">" if self.angles > 0 => {
                self.angles -= 1;
                self.put(operator, Before::Operand);
            }
            "|" if self.closure && self.angles == 0 => {
                self.closure = false;
                self.put(operator, Before::Blank);
            }
            "|" if !operand => {
                self.closure = true;
                self.prefix(operator, Before::Start);
            }
            "||" if !operand => self.prefix(operator, Before::Blank),
            "?" | "&" | "*" | "-" | "!" | "&&" if !operand => self.prefix(operator, Before::Start),
            ".." | "..=" if operand => self.put(operator, Before::Start),
            ".." | "..=" => self.prefix(operator, Before::Start),
            "#" | "$" | "~" | "..." | "<-" => return Err(NotFlat::Unsure),
            _ => {
                self.out.push(' ');
                self.put(operator, Before::Blank);
            }
        }
        Ok(at + length)
    }

    fn put(&mut self, operator: &str, before: Before) {
        self.out.push_str(operator);
        self.before = before;
    }

    fn prefix(&mut self, operator: &str, before: Before) {
        self.blank();
        self.put(operator, before);
    }

    /// `!` behind a name: what a macro is given is printed as a call has it where it is simple, and for some names always.
    fn name_of_macro(&mut self, at: usize) -> Result<(), NotFlat> {
        let name = at
            .checked_sub(1)
            .and_then(|at| self.text.word(self.tokens, at));
        let known = name == Some("matches") || self.is_simple(inside(self.tokens, at + 1));
        if !known || !opens(self.tokens, at + 1, '(') {
            return Err(NotFlat::Unsure);
        }
        self.put("!", Before::Operand);
        Ok(())
    }

    /// Whether there are only names, literals and calls.
    fn is_simple(&self, tokens: &[Token]) -> bool {
        tokens.iter().all(|token| match token.kind {
            Kind::Word => {
                let word = self.text.of(token);
                !is_keyword(word) && !matches!(word, "await" | "crate" | "extern" | "yield")
            }
            Kind::Literal => !self.text.of(token).ends_with('.'),
            Kind::Mark(mark, _) => matches!(mark, '.' | ','),
            Kind::Open(mark, _) => mark == '(',
            Kind::Close(mark) => mark == ')',
        })
    }

    /// `<`: the start of a list, or a comparison.
    fn less(&mut self, at: usize, operand: bool) -> Result<(), NotFlat> {
        let word = |back: usize| {
            at.checked_sub(back)
                .and_then(|at| self.text.word(self.tokens, at))
        };
        let last = word(1).unwrap_or_default();
        if operand && word(2) != Some("fn") {
            let upper = last.starts_with(|char: char| char.is_ascii_uppercase());
            if !upper {
                self.out.push(' ');
                self.put("<", Before::Blank);
                return Ok(());
            }
            if last.len() > 1 && !last.contains(|char: char| char.is_ascii_lowercase()) {
                return Err(NotFlat::Unsure);
            }
        } else if !operand && !matches!(last, "impl" | "for") {
            self.blank();
        }
        self.angles += 1;
        self.put("<", Before::Start);
        Ok(())
    }

    fn group(&mut self, open: char, at: usize) -> Result<(), NotFlat> {
        let inner = inside(self.tokens, at);
        if open == '{' {
            return self.braces(at, inner);
        }
        let called = self.before == Before::Operand;
        // To a macro, a comma is a comma.
        let of_macro = at
            .checked_sub(1)
            .is_some_and(|at| is_mark(self.tokens, at, '!'));
        if of_macro
            && inner
                .last()
                .is_some_and(|last| matches!(last.kind, Kind::Mark(',', _)))
        {
            return Err(NotFlat::Unsure);
        }
        match self.before {
            Before::Blank | Before::Lifetime | Before::Keyword(false) => self.out.push(' '),
            _ => {}
        }
        let inner = self.without_last_comma(inner, open == '(' && !called)?;
        self.out.push(open);
        let syntax = match self.syntax {
            Syntax::Use => return Err(NotFlat::Unsure),
            syntax => syntax,
        };
        flat(self.text, inner, syntax, self.out)?;
        self.put(if open == '(' { ")" } else { "]" }, Before::Operand);
        Ok(())
    }

    /// A comma behind the last of several things is not printed.
    fn without_last_comma<'i>(
        &self,
        inner: &'i [Token],
        tuple: bool,
    ) -> Result<&'i [Token], NotFlat> {
        let Some(last) = inner
            .len()
            .checked_sub(1)
            .filter(|last| is_mark(inner, *last, ','))
        else {
            return Ok(inner);
        };
        let rest = part(inner, ..last);
        match tuple && find(self.text, rest, false, ",").is_none() {
            true => Err(NotFlat::Unsure),
            false => Ok(rest),
        }
    }

    fn braces(&mut self, at: usize, inner: &[Token]) -> Result<(), NotFlat> {
        let named = self.before == Before::Operand;
        let is_word = |at| self.text.word(self.tokens, at).is_some();
        if named && !at.checked_sub(1).is_some_and(is_word) {
            return Err(NotFlat::Unsure);
        }
        match self.syntax {
            Syntax::Use if self.before == Before::Path && inner.len() > 1 => {
                self.out.push('{');
                flat(self.text, inner, Syntax::Use, self.out)?;
                self.put("}", Before::Operand);
                return Ok(());
            }
            Syntax::Code if !named => return self.block(inner),
            Syntax::Code | Syntax::Pattern if named => {}
            _ => return Err(NotFlat::Unsure),
        }
        if inner.is_empty() {
            self.put(" {}", Before::Operand);
            return Ok(());
        }
        let path = self.path;
        let inner = self.without_last_comma(inner, false)?;
        self.out.push_str(" { ");
        let told = flat(self.text, inner, self.syntax, self.out);
        if self.syntax == Syntax::Code {
            // A rest is no field, and blocks are no literals.
            if find(self.text, inner, false, "..").is_some()
                || find(self.text, inner, false, ";").is_some()
            {
                return Err(NotFlat::Unsure);
            }
            told?;
            if self.out.len() + 1 - path > STRUCT {
                return Err(NotFlat::Broken);
            }
        } else {
            told?;
        }
        self.put(" }", Before::Operand);
        Ok(())
    }

    /// A block within an expression: it is broken if it has more than one expression.
    fn block(&self, inner: &[Token]) -> Result<(), NotFlat> {
        Err(match find(self.text, inner, false, ";") {
            Some(_) => NotFlat::Broken,
            None => NotFlat::Unsure,
        })
    }
}
