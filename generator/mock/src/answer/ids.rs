//! Ids and what else looks random.

/// The letters of ids.
const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Numbers that look random and are not: splitmix64.
#[derive(Clone, Debug)]
pub struct Ids {
    state: u64,
    count: i64,
}

impl Ids {
    /// Those that a seed leads to.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed,
            count: 0,
        }
    }

    /// The next number.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another, which is not zero.
    pub fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.bits() % most).unwrap_or_default()
    }

    /// A number from 0 to 1.
    pub fn part(&mut self) -> f64 {
        f64::from(u32::try_from(self.bits() >> 32).unwrap_or_default()) / f64::from(u32::MAX)
    }

    /// Letters and digits.
    pub fn letters(&mut self, count: usize) -> String {
        let letters = (0..count).map(|_| {
            let index = self.below(LETTERS.len());
            LETTERS.get(index).copied().map_or('0', char::from)
        });
        letters.collect()
    }

    /// An id with a prefix.
    pub fn id(&mut self, prefix: &str) -> String {
        format!("{prefix}{}", self.letters(24))
    }

    /// A whole number that no other id is.
    pub fn number(&mut self) -> i64 {
        self.count += 1;
        self.count
    }

    /// A UUID of version 4 (RFC 9562).
    pub fn uuid(&mut self) -> String {
        let (high, low) = (self.bits(), self.bits());
        let bits = (u128::from(high) << 64) | u128::from(low);
        let bits = (bits & !(0xF << 76)) | (0x4 << 76);
        let bits = (bits & !(0x3 << 62)) | (0x2 << 62);
        let hex = format!("{bits:032x}");
        let piece = |from: usize, to: usize| hex.get(from..to).unwrap_or_default().to_owned();
        [
            piece(0, 8),
            piece(8, 12),
            piece(12, 16),
            piece(16, 20),
            piece(20, 32),
        ]
        .join("-")
    }
}
