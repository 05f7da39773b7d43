//! Reading over a value.
//!
//! In: a text, and where in it reading stands. Out: the text of the value that comes next. What always holds: what is skipped is checked as
//! well; however deep it is, it takes no stack, and a bit of memory for each level.

use super::scan::Scan;
use super::stop::Stop;

impl<'t> Scan<'t> {
    /// Takes the next value, whatever it is: its text. However deep it is, this takes no stack.
    pub(super) fn skip(&mut self) -> Result<&'t str, Stop> {
        let mut open = Open::default();
        let first = self.token();
        let start = self.at;
        let mut token = first;
        loop {
            let opened = match token {
                b'{' | b'[' => {
                    self.take();
                    open.enter(token == b'{');
                    true
                }
                _ => {
                    self.skip_scalar(token)?;
                    false
                }
            };
            if !self.skip_ends(&mut open, opened)? {
                return self.text.get(start..self.at).ok_or(Stop::Syntax);
            }
            token = self.token();
        }
    }

    /// Takes what comes before the next value: whether there is one. Behind what was just `opened`, nothing need be.
    fn skip_ends(&mut self, open: &mut Open, opened: bool) -> Result<bool, Stop> {
        let mut opened = opened;
        while let Some(is_object) = open.innermost() {
            match (self.token(), is_object) {
                (b'}', true) | (b']', false) => {
                    self.take();
                    open.leave();
                    opened = false;
                    continue;
                }
                (b',', _) if !opened => self.take(),
                _ if opened => {}
                _ => return Err(Stop::Syntax),
            }
            if is_object {
                self.skip_text()?;
                self.expect(b':')?;
            }
            return Ok(true);
        }
        Ok(false)
    }

    fn skip_scalar(&mut self, token: u8) -> Result<(), Stop> {
        match token {
            b'"' => self.skip_text(),
            b'n' => self.literal(b"null"),
            b't' => self.literal(b"true"),
            b'f' => self.literal(b"false"),
            _ => {
                self.at += usize::from(token == b'-');
                self.whole()?;
                self.fraction().map(drop)
            }
        }
    }

    /// Takes a text. Half a pair of surrogates is text that nobody can read, but can be skipped.
    fn skip_text(&mut self) -> Result<(), Stop> {
        self.expect(b'"')?;
        loop {
            self.at = self.end_of_plain(self.at);
            let byte = self.byte();
            self.at += 1;
            match (byte, self.byte()) {
                (b'"', _) => return Ok(()),
                (b'\\', b'u') => {
                    self.at += 1;
                    self.unit()?;
                }
                (b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
                _ => return Err(Stop::Syntax),
            }
        }
    }
}

/// The lists and objects that are open: a bit for each.
#[derive(Default)]
struct Open {
    /// The 64 innermost, of which the lowest bit is the last, and is set for an object.
    bits: u64,
    depth: usize,
    /// Those around them.
    outer: Vec<u64>,
}

impl Open {
    fn enter(&mut self, is_object: bool) {
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.outer.push(self.bits);
        }
        self.bits = self.bits << 1 | u64::from(is_object);
        self.depth += 1;
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.bits >>= 1;
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.bits = self.outer.pop().unwrap_or_default();
        }
    }

    const fn innermost(&self) -> Option<bool> {
        match self.depth {
            0 => None,
            _ => Some(self.bits & 1 == 1),
        }
    }
}
