//! Percent-encoding, and what undoes it.
//!
//! In: any bytes. Out: ASCII in which every byte that the table does not allow is `%XX` with upper-case digits; or the bytes
//! again. One pass, into a buffer that the caller owns.

/// Which bytes stay as they are, besides ASCII letters, digits, `-`, `.` and `_`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    /// `*`, and a space becomes `+`: application/x-www-form-urlencoded (WHATWG URL Standard, section 5).
    Body,
    /// `*` and `~`: the same, but for a space that every URI parser reads as one.
    Query,
    /// `~`: what RFC 3986, section 2.3, does not reserve.
    Path,
    /// All: nothing is encoded.
    Verbatim,
}

/// How many bytes are looked at together: the width of the vectors that every processor of today has. The
/// loop over a block below is written such that the compiler makes a few vector instructions of it.
const BLOCK: usize = 16;

/// Appends `bytes`, encoded.
pub(crate) fn escape(bytes: &[u8], set: Set, out: &mut Vec<u8>) {
    match set {
        Set::Body => blocks::<b'*', b'*', true>(bytes, out),
        Set::Query => blocks::<b'*', b'~', false>(bytes, out),
        Set::Path => blocks::<b'~', b'~', false>(bytes, out),
        Set::Verbatim => out.extend_from_slice(bytes),
    }
}

/// Encodes block by block; what is left at the end is filled up to a block, to be cut off again.
#[inline]
fn blocks<const A: u8, const B: u8, const PLUS: bool>(bytes: &[u8], out: &mut Vec<u8>) {
    let (whole, rest) = bytes.as_chunks::<BLOCK>();
    if !whole.is_empty() {
        // A long text is not to be grown for step by step.
        out.reserve(bytes.len() + BLOCK);
    }
    for block in whole {
        let (written, stay) = classify::<A, B, PLUS>(block);
        out.extend_from_slice(&written);
        if !stay {
            escape_block::<A, B, PLUS>(block, BLOCK, out);
        }
    }
    if !rest.is_empty() {
        let block = filled(rest);
        let (written, stay) = classify::<A, B, PLUS>(&block);
        out.extend_from_slice(&written);
        if stay {
            out.truncate(out.len() - (BLOCK - rest.len()));
        } else {
            escape_block::<A, B, PLUS>(&block, rest.len(), out);
        }
    }
}

/// Fewer bytes than a block, with such behind them that stay. Two overlapping pieces of a known length are all of them: that
/// is cheaper than to copy a length that is not known beforehand.
#[inline]
fn filled(bytes: &[u8]) -> [u8; BLOCK] {
    const STAY: u64 = u64::from_le_bytes([b'_'; 8]);
    // Bits; less than 64 where less than eight bytes are there, or more.
    let length = 8 * (bytes.len() % 8);
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        // Of `last`, what `first` has as well goes: if there are only eight bytes, all.
        let last = last >> 8 >> (56 - length);
        return both(first, last | STAY << length);
    }
    let few = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            u64::from(first) | u64::from(last) << (length.max(32) - 32)
        }
        _ => bytes
            .iter()
            .rev()
            .fold(0, |few, byte| few << 8 | u64::from(*byte)),
    };
    both(few | STAY << length, STAY)
}

#[inline]
const fn both(low: u64, high: u64) -> [u8; BLOCK] {
    (low as u128 | (high as u128) << 64).to_le_bytes()
}

/// A block as it will be written if every byte stays, and whether that is so.
#[inline]
fn classify<const A: u8, const B: u8, const PLUS: bool>(
    block: &[u8; BLOCK],
) -> ([u8; BLOCK], bool) {
    let mut written = *block;
    let mut stay = true;
    for byte in &mut written {
        // `&` and not `&&`: without branches the whole loop becomes vector instructions.
        stay &= stays::<A, B, PLUS>(*byte);
        let plus = PLUS & (*byte == b' ');
        *byte = byte.wrapping_add(if plus { b'+' - b' ' } else { 0 });
    }
    (written, stay)
}

/// Whether a byte stays, or becomes `+`. The symbols `A` and `B` stay, too.
#[inline]
const fn stays<const A: u8, const B: u8, const PLUS: bool>(byte: u8) -> bool {
    is_within::<b'a', b'z'>(byte | 0x20)
        | (is_within::<b'-', b'9'>(byte) & (byte != b'/'))
        | (byte == b'_')
        | (byte == A)
        | (byte == B)
        | (PLUS & (byte == b' '))
}

/// Whether a byte is one of those from `FIRST` to `LAST`: moved up to the greatest numbers with a sign, they are above all
/// others. Vectors have no shorter way to compare.
#[inline]
const fn is_within<const FIRST: u8, const LAST: u8>(byte: u8) -> bool {
    let moved = byte
        .wrapping_add(i8::MAX.cast_unsigned() - LAST)
        .cast_signed();
    moved > i8::MAX - (LAST - FIRST + 1).cast_signed()
}

/// Writes the first bytes of a block over what is written of it already, with escapes. What is behind an escape is written as a
/// whole block, and cut by the next one: that is cheaper than appending a slice of a length that is not known beforehand.
#[expect(
    clippy::indexing_slicing,
    reason = "a mark is a byte of the block, so that `at` is less than 16"
)]
#[inline(never)]
fn escape_block<const A: u8, const B: u8, const PLUS: bool>(
    block: &[u8; BLOCK],
    length: usize,
    out: &mut Vec<u8>,
) {
    let mut marks = [0; BLOCK];
    for (mark, byte) in marks.iter_mut().zip(block) {
        *mark = u8::from(!stays::<A, B, PLUS>(*byte));
    }
    let mut marks = bits(u128::from_le_bytes(marks)) & !(u32::MAX << length);
    let mut start = out.len() - BLOCK;
    let mut padded = [0; 2 * BLOCK];
    padded[..BLOCK].copy_from_slice(&out[start..]);
    while marks != 0 {
        let at = marks.trailing_zeros() as usize;
        marks &= marks - 1;
        out.truncate(start + at);
        out.extend_from_slice(&ESCAPES[usize::from(block[at])]);
        out.extend_from_slice(&padded[at + 1..at + 1 + BLOCK]);
        // An escape has two bytes more than what it stands for.
        start += 2;
    }
    out.truncate(start + length);
}

/// A bit for each byte, of which the lowest one alone may be set.
#[inline]
const fn bits(bytes: u128) -> u32 {
    // Each product has the bits of eight bytes side by side at its top.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let [low, high] = [bytes as u64, (bytes >> 64) as u64];
    (low.wrapping_mul(GATHER) >> 56) as u32 | (high.wrapping_mul(GATHER) >> 56 << 8) as u32
}

/// What each byte is where it does not stay.
#[expect(
    clippy::indexing_slicing,
    reason = "half a byte is less than 16; the compiler evaluates it"
)]
static ESCAPES: [[u8; 3]; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut escapes = [*b"%00"; 256];
    let mut byte = 0;
    while byte < escapes.len() {
        escapes[byte] = [b'%', DIGITS[byte >> 4], DIGITS[byte & 15]];
        byte += 1;
    }
    escapes
};

/// Appends the decimal digits of a number.
pub(super) fn decimal(mut number: u64, out: &mut Vec<u8>) {
    const LONGEST: usize = 20;
    let mut digits = [b'0'; LONGEST];
    let mut length = 0;
    for digit in digits.iter_mut().rev() {
        *digit += u8::try_from(number % 10).unwrap_or(0);
        number /= 10;
        length += 1;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(digits.get(LONGEST - length..).unwrap_or_default());
}

/// Appends what percent-encoded text stands for (RFC 3986, section 2.1), at most as many bytes as it has. A `+` stays. So
/// does a `%` without two digits behind it; then the answer is `false`.
pub(crate) fn unescape(text: &str, out: &mut Vec<u8>) -> bool {
    let mut is_valid = true;
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escape = match (byte, tail) {
            (b'%', [high, low, after @ ..]) => value(*high).zip(value(*low)).map(|p| (p, after)),
            _ => None,
        };
        if let Some(((high, low), after)) = escape {
            out.push(high << 4 | low);
            rest = after;
        } else {
            is_valid &= byte != b'%';
            out.push(byte);
            rest = tail;
        }
    }
    is_valid
}

/// The value of a hexadecimal digit.
fn value(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}
