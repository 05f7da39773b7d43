//! Texts that a simple pattern takes.
//!
//! In: a regular expression of letters, classes and counts. Out: a text, or nothing where it has anything else. What always holds: a text has at
//! most 512 characters.

use super::Ids;

/// The most characters of a text.
const MOST: usize = 512;

/// A text that a pattern takes.
pub fn sample(pattern: &str, ids: &mut Ids) -> Option<String> {
    let body = pattern.strip_prefix('^').unwrap_or(pattern);
    let body = body.strip_suffix('$').unwrap_or(body);
    let mut rest = body.chars().peekable();
    let mut found = String::new();
    while let Some(letter) = rest.next() {
        let class = match letter {
            '[' => class(&mut rest)?,
            '\\' => escaped(rest.next()?)?,
            '.' => letters('a', 'z'),
            '(' => {
                found.push_str(&alternative(&mut rest)?);
                continue;
            }
            ')' | '|' | '*' | '+' | '?' | '{' | '}' | '^' | '$' => return None,
            letter => vec![letter],
        };
        let count = count(&mut rest)?;
        if class.is_empty() || found.len() + count > MOST {
            return None;
        }
        for _ in 0..count {
            found.extend(class.get(ids.below(class.len())));
        }
    }
    Some(found)
}

/// The first of alternatives of plain letters.
fn alternative(rest: &mut Letters<'_>) -> Option<String> {
    let mut first = String::new();
    let mut is_first = true;
    loop {
        match rest.next()? {
            ')' => return Some(first),
            '|' => is_first = false,
            letter if letter.is_alphanumeric() || letter == '_' => {
                if is_first {
                    first.push(letter);
                }
            }
            _ => return None,
        }
    }
}

type Letters<'t> = std::iter::Peekable<std::str::Chars<'t>>;

fn letters(from: char, to: char) -> Vec<char> {
    (from..=to).take(256).collect()
}

fn escaped(letter: char) -> Option<Vec<char>> {
    Some(match letter {
        'd' => letters('0', '9'),
        'w' => letters('a', 'z'),
        's' => vec![' '],
        letter if letter.is_ascii_punctuation() => vec![letter],
        _ => return None,
    })
}

fn class(rest: &mut Letters<'_>) -> Option<Vec<char>> {
    let mut found = Vec::new();
    if rest.peek() == Some(&'^') {
        return None;
    }
    loop {
        match rest.next()? {
            ']' => return Some(found),
            '\\' => found.extend(escaped(rest.next()?)?),
            from => match rest.peek() {
                Some('-') => {
                    rest.next();
                    match rest.next()? {
                        ']' => {
                            found.extend([from, '-']);
                            return Some(found);
                        }
                        to => found.extend(letters(from, to)),
                    }
                }
                _ => found.push(from),
            },
        }
    }
}

/// How often what stands before is there.
fn count(rest: &mut Letters<'_>) -> Option<usize> {
    Some(match rest.peek() {
        Some('+') => {
            rest.next();
            8
        }
        Some('*') => {
            rest.next();
            8
        }
        Some('?') => {
            rest.next();
            1
        }
        Some('{') => {
            rest.next();
            let mut text = String::new();
            loop {
                match rest.next()? {
                    '}' => break,
                    letter => text.push(letter),
                }
            }
            let least = text.split(',').next()?.trim().parse::<usize>().ok()?;
            if least == 0 { 1 } else { least }
        }
        _ => 1,
    })
}
