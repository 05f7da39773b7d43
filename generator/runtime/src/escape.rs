//! Percent-encoding.
//!
//! In: any bytes. Out: ASCII in which every byte that the table does not allow is `%XX` with upper-case digits. One
//! pass; bytes that stay are copied in runs, into a buffer that the caller owns.

/// What each byte becomes: itself or a substitute, or `%XX` where the table has [`ESCAPED`].
pub(super) type Table = [u8; 256];

const ESCAPED: u8 = 0;

/// A form body: the application/x-www-form-urlencoded percent-encode set of the WHATWG URL Standard, section 5.
pub(super) static BODY: Table = table(b"*-._", b'+');

/// A query: the same, but for a space that every URI parser reads as one, and `~`, which RFC 3986 does not reserve.
pub(super) static QUERY: Table = table(b"*-._~", ESCAPED);

/// A path segment: only what RFC 3986, section 2.3, does not reserve stays.
pub(super) static PATH: Table = table(b"-._~", ESCAPED);

const fn table(allowed: &[u8], space: u8) -> Table {
    let mut table = [ESCAPED; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte;
        }
        byte += 1;
    }
    let mut at = 0;
    while at < allowed.len() {
        table[allowed[at] as usize] = allowed[at];
        at += 1;
    }
    table[b' ' as usize] = space;
    table
}

/// Appends `bytes`, encoded; as they are without a table.
pub(super) fn append(bytes: &[u8], table: Option<&Table>, out: &mut Vec<u8>) {
    match table {
        Some(table) => escape(bytes, table, out),
        None => out.extend_from_slice(bytes),
    }
}

/// Appends `bytes`, encoded.
pub(super) fn escape(bytes: &[u8], table: &Table, out: &mut Vec<u8>) {
    out.reserve(bytes.len());
    let mut rest = bytes;
    while let Some(length) = rest
        .iter()
        .position(|&byte| table[usize::from(byte)] == ESCAPED)
    {
        let (run, tail) = rest.split_at(length);
        copy(run, table, out);
        let Some((&byte, tail)) = tail.split_first() else {
            return;
        };
        out.extend_from_slice(&[b'%', digit(byte >> 4), digit(byte & 15)]);
        rest = tail;
    }
    copy(rest, table, out);
}

/// Appends a run without escapes; only spaces may become something else.
fn copy(run: &[u8], table: &Table, out: &mut Vec<u8>) {
    out.extend(run.iter().map(|&byte| table[usize::from(byte)]));
}

/// The upper-case hexadecimal digit of a number below 16.
const fn digit(nibble: u8) -> u8 {
    if nibble < 10 {
        b'0' + nibble
    } else {
        b'A' + nibble - 10
    }
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
    out.extend_from_slice(&digits[LONGEST - length..]);
}

/// Decodes percent-encoded ASCII, for people to read. `+` stays: keys are encoded with `%20`.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escape = match (byte, tail) {
            (b'%', [high, low, after @ ..]) => value(*high).zip(value(*low)).map(|p| (p, after)),
            _ => None,
        };
        if let Some(((high, low), after)) = escape {
            bytes.push(high << 4 | low);
            rest = after;
        } else {
            bytes.push(byte);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The value of a hexadecimal digit.
fn value(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}
