//! Random text that is the same on every run.
//!
//! In: a seed. Out: text of all kinds of characters, with those that encodings trip over more often than others.

/// A linear congruential generator (the constants are those of Knuth's MMIX).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Starts at a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`, which is greater than zero.
    pub fn below(&mut self, limit: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // The high bits are the random ones.
        u32::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    /// Text of up to `longest` characters.
    pub fn text(&mut self, longest: u32) -> String {
        let length = self.below(longest + 1);
        (0..length).map(|_| self.character()).collect()
    }

    fn character(&mut self) -> char {
        const AWKWARD: [char; 28] = [
            ' ',
            '+',
            '%',
            '&',
            '=',
            '[',
            ']',
            '#',
            '?',
            '/',
            '\\',
            '"',
            '\'',
            '<',
            '*',
            '~',
            '-',
            '.',
            '_',
            ';',
            '\0',
            '\n',
            '\r',
            '\t',
            '\u{7f}',
            '\u{feff}',
            '\u{2028}',
            '\u{1f600}',
        ];
        match self.below(4) {
            0 => AWKWARD[self.below(28) as usize],
            1 => char::from(b'a' + u8::try_from(self.below(26)).unwrap_or_default()),
            2 => char::from(u8::try_from(self.below(128)).unwrap_or_default()),
            _ => char::from_u32(self.below(0x11_0000)).unwrap_or(char::REPLACEMENT_CHARACTER),
        }
    }
}
