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
/// loops over a block below are written such that the compiler makes a few vector instructions of each.
const BLOCK: usize = 16;

/// Appends `bytes`, encoded.
pub(crate) fn escape(bytes: &[u8], set: Set, out: &mut Vec<u8>) {
    match set {
        Set::Body => blocks(bytes, out, |block| classify(block, [b'*', b'*'], true)),
        Set::Query => blocks(bytes, out, |block| classify(block, [b'*', b'~'], false)),
        Set::Path => blocks(bytes, out, |block| classify(block, [b'~', b'~'], false)),
        Set::Verbatim => out.extend_from_slice(bytes),
    }
}

/// Encodes block by block; what is left at the end is filled up with bytes that stay, to be cut off again.
#[inline]
fn blocks(bytes: &[u8], out: &mut Vec<u8>, classify: impl Fn(&[u8; BLOCK]) -> Classified) {
    out.reserve(bytes.len() + BLOCK);
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk::<BLOCK>() {
        append(block, &classify(block), out);
        rest = after;
    }
    if !rest.is_empty() {
        let mut block = [b'_'; BLOCK];
        if let Some(start) = block.get_mut(..rest.len()) {
            start.copy_from_slice(rest);
        }
        append(&block, &classify(&block), out);
        out.truncate(out.len() - (BLOCK - rest.len()));
    }
}

/// A block in which every byte that stays is as it will be written, and a bit for each byte that does not stay.
struct Classified {
    written: [u8; BLOCK],
    escaped: u16,
}

/// Tells the bytes that stay from others. The `symbols` stay, too; a space becomes `+` or does not stay.
#[inline]
fn classify(block: &[u8; BLOCK], symbols: [u8; 2], space_is_plus: bool) -> Classified {
    // `|` and not `||`: without branches the whole loop becomes vector instructions.
    const BITS: [u8; BLOCK] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
    let mut bits = BITS;
    let mut written = *block;
    for (bit, byte) in bits.iter_mut().zip(&mut written) {
        let plus = space_is_plus & (*byte == b' ');
        let stays = ((*byte | 0x20).wrapping_sub(b'a') < 26)
            | (byte.wrapping_sub(b'0') < 10)
            | (byte.wrapping_sub(b'-') < 2)
            | (*byte == b'_')
            | (*byte == symbols[0])
            | (*byte == symbols[1])
            | plus;
        *bit = if stays { 0 } else { *bit };
        *byte = if plus { b'+' } else { *byte };
    }
    let (low, high) = bits.split_at(8);
    let sum = |bits: &[u8]| bits.iter().fold(0_u8, |sum, &bit| sum.wrapping_add(bit));
    Classified {
        written,
        escaped: u16::from_le_bytes([sum(low), sum(high)]),
    }
}

/// Appends a block.
#[inline]
fn append(block: &[u8; BLOCK], classified: &Classified, out: &mut Vec<u8>) {
    if classified.escaped == 0 {
        out.extend_from_slice(&classified.written);
    } else {
        append_escaped(block, classified, out);
    }
}

/// Appends a block with escapes. What is between two of them is appended as a whole block, and cut: that is cheaper
/// than appending a slice of a length that is not known beforehand.
#[expect(
    clippy::indexing_slicing,
    reason = "a bit of `escaped` is a byte of the block, so that `at` is less than 16 and `start` at most 16; half a byte is \
              less than 16"
)]
#[inline(never)]
fn append_escaped(block: &[u8; BLOCK], classified: &Classified, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut padded = [0; 2 * BLOCK];
    padded[..BLOCK].copy_from_slice(&classified.written);
    let mut start = 0;
    let mut escaped = classified.escaped;
    while escaped != 0 {
        let at = escaped.trailing_zeros() as usize;
        escaped &= escaped - 1;
        let end = out.len() + at - start;
        out.extend_from_slice(&padded[start..start + BLOCK]);
        out.truncate(end);
        let byte = block[at];
        let (high, low) = (
            DIGITS[usize::from(byte >> 4)],
            DIGITS[usize::from(byte & 15)],
        );
        out.extend_from_slice(&[b'%', high, low]);
        start = at + 1;
    }
    let end = out.len() + BLOCK - start;
    out.extend_from_slice(&padded[start..start + BLOCK]);
    out.truncate(end);
}

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
