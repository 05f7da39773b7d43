//! The grammar of JSON (RFC 8259) over a text in memory.
//!
//! In: a text, and where in it reading stands. Out: its texts, numbers and words, borrowed where nothing has to be undone; or that it
//! is no JSON. What always holds: no byte is taken twice, and nothing recurses.

use std::borrow::Cow;

use super::stop::Stop;

/// A number of JSON.
pub(super) enum Numeral<'t> {
    /// A whole one that is not negative.
    Unsigned(u64),
    /// A whole one below zero.
    Negative(i64),
    /// Its text, where it has a fraction or an exponent, is `-0`, or fits no 64 bits.
    Other(&'t str),
}

/// A text of JSON, read up to a byte.
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

/// A byte in each of eight places.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

const HIGH: u64 = each(0x80);

/// Marks, with their highest bits, the bytes that end a run of plain text: quotes, backslashes and control characters. Behind the
/// first of them, others may be marked as well.
const fn ends(word: u64) -> u64 {
    // A quote changes places with the space, which alone is in between, and is then next to what controls.
    let is_quote_or_control = (word ^ each(b'"' ^ b' ')).wrapping_sub(each(b' ' + 1));
    let is_backslash = (word ^ each(b'\\')).wrapping_sub(each(1));
    (is_quote_or_control | is_backslash) & !word & HIGH
}

/// The number of the first marked byte.
const fn first(marks: u64) -> usize {
    (marks.trailing_zeros() / u8::BITS) as usize
}

/// How many bytes come before the first one that ends a run of plain text: all, if there is none.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    let (words, left) = bytes.as_chunks();
    let mut length = 0;
    for word in words {
        match ends(u64::from_le_bytes(*word)) {
            0 => length += 8,
            marks => return length + first(marks),
        }
    }
    length + plain_length_of_few(left)
}

/// The same for the last bytes of a body.
#[cold]
fn plain_length_of_few(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..b' ');
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

impl<'t> Scan<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// How many bytes are read.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// The next byte; 0, which starts nothing, where the text ends.
    #[inline]
    pub(super) fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// The eight bytes from `at` on, if there are so many.
    #[inline]
    fn word(&self, at: usize) -> Option<u64> {
        let rest = self.text.as_bytes().get(at..)?;
        rest.first_chunk().copied().map(u64::from_le_bytes)
    }

    /// The first byte of the next token, which is not taken; 0 where the text ends.
    #[inline]
    pub(super) fn token(&mut self) -> u8 {
        match self.byte() {
            byte if byte > b' ' => byte,
            _ => self.token_behind_space(),
        }
    }

    /// The same, where there is space before it: mostly a single one, or an end of line and the indentation of the next.
    fn token_behind_space(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\n' | b'\t' | b'\r') {
            self.at += 1;
            if self.byte() > b' ' {
                break;
            }
            while let Some(word) = self.word(self.at) {
                let others = word ^ each(b' ');
                self.at += first(others);
                if others != 0 {
                    break;
                }
            }
        }
        self.byte()
    }

    /// Takes a byte that [`token`](Self::token) gave.
    #[inline]
    pub(super) fn take(&mut self) {
        self.at += 1;
    }

    /// Takes the next token, which has to be this byte.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Stop> {
        match self.token() {
            found if found == byte => {
                self.take();
                Ok(())
            }
            _ => Err(Stop::Syntax),
        }
    }

    /// Checks that nothing but space is left.
    pub(super) fn end(&mut self) -> Result<(), Stop> {
        self.token();
        match self.at == self.text.len() {
            true => Ok(()),
            false => Err(Stop::Syntax),
        }
    }

    /// Takes a word: `true`, `false` or `null`.
    #[inline]
    pub(super) fn literal<const N: usize>(&mut self, word: &[u8; N]) -> Result<(), Stop> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        match rest.first_chunk() == Some(word) {
            true => {
                self.at += N;
                Ok(())
            }
            false => Err(Stop::Syntax),
        }
    }

    /// Reads a text whose quote comes next.
    #[inline]
    pub(super) fn text(&mut self) -> Result<Cow<'t, str>, Stop> {
        match self.plain_text() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.text_with_escapes(),
        }
    }

    /// Reads a text whose quote comes next, if all of it stands for itself; else nothing is taken. No function is called more
    /// often, and nothing else is in it, so that all that it needs is in registers.
    #[inline(never)]
    fn plain_text(&mut self) -> Option<&'t str> {
        let rest = self.text.get(self.at + 1..)?;
        let length = plain_length(rest.as_bytes());
        if rest.as_bytes().get(length) != Some(&b'"') {
            return None;
        }
        let text = rest.get(..length)?;
        self.at += length + 2;
        Some(text)
    }

    /// Where a run of plain text ends that starts there.
    #[inline]
    pub(super) fn end_of_plain(&self, start: usize) -> usize {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        start + plain_length(rest)
    }

    /// Reads a text whose quote comes next.
    #[cold]
    fn text_with_escapes(&mut self) -> Result<Cow<'t, str>, Stop> {
        let mut made = String::new();
        let mut start = self.at + 1;
        loop {
            self.at = self.end_of_plain(start);
            made.push_str(self.text.get(start..self.at).ok_or(Stop::Syntax)?);
            let byte = self.byte();
            self.at += 1;
            match byte {
                b'"' => return Ok(Cow::Owned(made)),
                b'\\' => made.push(self.escape()?),
                _ => return Err(Stop::Syntax),
            }
            start = self.at;
        }
    }

    /// The character that an escape stands for, whose backslash is taken.
    fn escape(&mut self) -> Result<char, Stop> {
        let byte = self.byte();
        self.at += 1;
        Ok(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.character(),
            _ => return Err(Stop::Syntax),
        })
    }

    /// The character of one escape, or of two that are a pair of surrogates; `\u` is taken.
    fn character(&mut self) -> Result<char, Stop> {
        let high = self.unit()?;
        let mut units = [high, 0];
        let mut length = 1;
        if (0xD800..0xDC00).contains(&high) {
            self.literal(b"\\u")?;
            units = [high, self.unit()?];
            length = 2;
        }
        let units = units.into_iter().take(length);
        match char::decode_utf16(units).next() {
            Some(Ok(character)) => Ok(character),
            _ => Err(Stop::Syntax),
        }
    }

    /// Four hexadecimal digits.
    pub(super) fn unit(&mut self) -> Result<u16, Stop> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.byte()).to_digit(16).ok_or(Stop::Syntax)?;
            unit = unit * 16 + digit;
            self.at += 1;
        }
        u16::try_from(unit).map_err(|_| Stop::Syntax)
    }

    /// Reads a number, whose first byte comes next.
    pub(super) fn number(&mut self) -> Result<Numeral<'t>, Stop> {
        /// As many digits fit 64 bits, whatever they are.
        const SAFE: usize = 19;
        let start = self.at;
        let is_negative = self.byte() == b'-';
        self.at += usize::from(is_negative);
        let digits = self.at;
        let value = self.whole()?;
        let length = self.at - digits;
        let is_whole = !self.fraction()?;
        if is_whole && length <= SAFE {
            match i64::try_from(value) {
                Ok(value) if is_negative && value > 0 => return Ok(Numeral::Negative(-value)),
                _ if !is_negative => return Ok(Numeral::Unsigned(value)),
                _ => {}
            }
        }
        let text = self.text.get(start..self.at).ok_or(Stop::Syntax)?;
        if is_whole && let Ok(value) = text.parse() {
            return Ok(Numeral::Unsigned(value));
        }
        match text.parse() {
            Ok(value) if is_whole && value < 0 => Ok(Numeral::Negative(value)),
            _ => Ok(Numeral::Other(text)),
        }
    }

    /// Reads digits, of which the first is no 0 unless it is the only one. Beyond 64 bits, the value is wrong.
    #[inline]
    pub(super) fn whole(&mut self) -> Result<u64, Stop> {
        let mut value: u64 = 0;
        let start = self.at;
        loop {
            let digit = self.byte().wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
            self.at += 1;
        }
        let starts_with_zero = self.text.as_bytes().get(start) == Some(&b'0');
        match self.at - start {
            0 => Err(Stop::Syntax),
            2.. if starts_with_zero => Err(Stop::Syntax),
            _ => Ok(value),
        }
    }

    /// Takes what stands behind the whole part of a number: whether there was something.
    #[inline]
    pub(super) fn fraction(&mut self) -> Result<bool, Stop> {
        match self.byte() {
            b'.' | b'e' | b'E' => self.take_fraction().map(|()| true),
            _ => Ok(false),
        }
    }

    fn take_fraction(&mut self) -> Result<(), Stop> {
        if self.byte() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.byte(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Takes at least one digit.
    fn digits(&mut self) -> Result<(), Stop> {
        let start = self.at;
        while self.byte().is_ascii_digit() {
            self.at += 1;
        }
        match self.at > start {
            true => Ok(()),
            false => Err(Stop::Syntax),
        }
    }
}
