//! The columns of a table.
//!
//! In: the shape of the rows, and what was asked for. Out: paths of members. What always holds: without a wish, they are those that the
//! document says (`x-cli`), else the id, then what differs from row to row: states, amounts, times and references.

use serde_json::Value;

use crate::cli::words::{MemberWords, Words};
use crate::mock::model::{Kind, Member, Model, Shape, TextKind};

/// The most columns that nobody asked for.
const MOST: usize = 7;

/// A column.
#[derive(Clone, Debug)]
pub struct Column<'m> {
    /// The members that lead to it.
    pub path: Vec<String>,
    /// Its shape, if the document says one.
    pub shape: Option<&'m Shape>,
    /// What is said of it.
    pub words: Option<&'m MemberWords>,
}

impl Column<'_> {
    /// What stands above it.
    pub fn title(&self) -> String {
        self.path.join(".")
    }

    /// The name of its member alone.
    pub fn short_title(&self) -> String {
        self.path.last().cloned().unwrap_or_default()
    }

    /// What a row has there.
    pub fn of<'v>(&self, row: &'v Value) -> &'v Value {
        let found = self
            .path
            .iter()
            .try_fold(row, |value, step| value.get(step));
        found.unwrap_or(&Value::Null)
    }
}

/// The columns of rows of that shape.
pub fn columns<'m>(
    model: &'m Model,
    words: &'m Words,
    shape: Option<&'m Shape>,
    asked: &[String],
    first: Option<&Value>,
) -> Vec<Column<'m>> {
    if !asked.is_empty() {
        let paths = asked
            .iter()
            .map(|path| path.split('.').map(str::to_owned).collect());
        return paths.map(|path| found(model, words, shape, path)).collect();
    }
    let object = shape.and_then(|shape| model.object(shape));
    let Some((of_type, object)) = object else {
        let names = first.and_then(Value::as_object);
        let names = names.into_iter().flat_map(|members| members.keys());
        let paths = names.take(MOST).map(|name| vec![name.clone()]);
        return paths.map(|path| found(model, words, shape, path)).collect();
    };
    let stated = model
        .definition(of_type)
        .map(|found| found.columns.as_slice());
    if let Some(stated @ [_, ..]) = stated {
        let paths = stated
            .iter()
            .map(|path| path.split('.').map(str::to_owned).collect());
        return paths.map(|path| found(model, words, shape, path)).collect();
    }
    let mut ranked: Vec<(u8, usize, Vec<String>)> = Vec::new();
    for (at, member) in object.members.iter().enumerate() {
        if let Some(rank) = rank(model, member) {
            ranked.push((rank, at, vec![member.name.clone()]));
        }
        let deadline = deadline(model, words, member);
        ranked.extend(deadline.map(|path| (1, at, path)));
    }
    ranked.sort();
    ranked.truncate(MOST);
    // Chosen by how much they say, shown in the order of the document, the id before all others.
    ranked.sort_by_key(|(rank, at, _)| (*rank != 0, *at));
    let paths = ranked.into_iter().map(|(_, _, path)| path);
    paths.map(|path| found(model, words, shape, path)).collect()
}

/// How much a member says in a table: less is more. None: it does not stand in one.
fn rank(model: &Model, member: &Member) -> Option<u8> {
    if member.name == model.names.id {
        return Some(0);
    }
    Some(match model.value(&member.shape) {
        Shape::Named(index) => match &model.definition(*index)?.kind {
            Kind::Texts { values, .. } if values.len() > 1 => 1,
            Kind::Integers(_) => 2,
            _ => return None,
        },
        Shape::Integer { .. } | Shape::Number | Shape::Text(TextKind::Decimal) => 2,
        Shape::Text(TextKind::Plain) if member.bounds.length.1.is_some_and(|most| most <= 40) => 2,
        Shape::Timestamp | Shape::Text(TextKind::Date | TextKind::DateTime) => 3,
        Shape::Text(TextKind::Plain) if member.required => 4,
        Shape::Id(_) => 5,
        _ => return None,
    })
}

/// The time in a member until which something has to be done.
fn deadline(model: &Model, words: &Words, member: &Member) -> Option<Vec<String>> {
    let (of_type, object) = model.object(&member.shape)?;
    let mut members = object.members.iter().enumerate();
    let (_, inner) = members.find(|(index, _)| {
        words
            .member(of_type, *index)
            .is_some_and(|words| words.deadline)
    })?;
    Some(vec![member.name.clone(), inner.name.clone()])
}

/// The column of a path.
fn found<'m>(
    model: &'m Model,
    words: &'m Words,
    shape: Option<&'m Shape>,
    path: Vec<String>,
) -> Column<'m> {
    let mut column = Column {
        path: Vec::new(),
        shape,
        words: None,
    };
    for step in &path {
        let object = column.shape.and_then(|shape| model.object(shape));
        let member = object.and_then(|(of_type, object)| {
            let mut members = object.members.iter().enumerate();
            let (index, member) = members.find(|(_, member)| member.name == *step)?;
            Some((member, words.member(of_type, index)))
        });
        column.shape = member.map(|(member, _)| &member.shape);
        column.words = member.and_then(|(_, words)| words);
    }
    Column { path, ..column }
}
