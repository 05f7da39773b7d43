//! Short ways to build a model by hand.

use form_codegen::api::*;
use form_codegen::percent;

pub fn ident(text: &str) -> Ident {
    Ident::parse(text).unwrap_or_else(|| panic!("`{text}` is no identifier"))
}

/// The model with what Rust makes of it.
pub fn decided(mut api: Api) -> Api {
    form_codegen::lower::decide(&mut api);
    api
}

pub fn docs(text: &str) -> Docs {
    Docs::new(text.lines().map(str::to_owned).collect())
}

pub fn pointer(text: &str) -> Pointer {
    Pointer::from_text(text)
}

pub fn text() -> Type {
    Type::Text(TextFormat::Plain)
}

pub fn int() -> Type {
    Type::Integer(Integer::I64)
}

pub fn list(of: Type) -> Type {
    Type::List(Box::new(of))
}

pub fn map(of: Type) -> Type {
    Type::Map(Box::new(of))
}

pub fn clearable(of: Type) -> Type {
    Type::Clearable(Box::new(of))
}

pub fn named(index: usize) -> Type {
    Type::Named(TypeId::new(index))
}

pub const RESPONSE: Usage = Usage {
    response: true,
    form: false,
    json: false,
    limited: false,
    measured: false,
};
pub const FORM: Usage = Usage {
    response: false,
    form: true,
    json: false,
    limited: false,
    measured: false,
};
pub const JSON: Usage = Usage {
    response: false,
    form: false,
    json: true,
    limited: false,
    measured: false,
};
pub const BOTH: Usage = Usage {
    response: true,
    form: true,
    json: true,
    limited: false,
    measured: false,
};

/// A required member.
pub fn field(wire: &str, ty: Type) -> Field {
    let name = wire.to_lowercase().replace('-', "_");
    let name: String = name
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let name = Ident::parse(&name).unwrap_or_else(|| ident(&format!("r#{name}")));
    Field {
        name,
        wire: wire.to_owned(),
        key: percent::form_name(wire),
        ty,
        required: true,
        nullable: false,
        encoding: Encoding::Brackets,
        limits: Limits::default(),
        default: None,
        docs: Docs::default(),
        deprecated: false,
        read_only: false,
        write_only: false,
        deadline: None,
        irreversible: None,
        presence: Presence::default(),
        pointer: pointer("/components/schemas/x"),
    }
}

/// A member that may be absent.
pub fn optional(wire: &str, ty: Type) -> Field {
    Field {
        required: false,
        ..field(wire, ty)
    }
}

pub fn structure(fields: Vec<Field>) -> Struct {
    Struct {
        fields,
        constants: Vec::new(),
        additional: Additional::Ignored,
        unknown: None,
        nulls: None,
        args: None,
        max_total_length: None,
        made_of: Vec::new(),
    }
}

pub fn constant(wire: &str, value: &str) -> Constant {
    Constant {
        wire: wire.to_owned(),
        key: wire.to_owned(),
        value: value.to_owned(),
    }
}

pub fn def(name: &str, module: &str, usage: Usage, kind: TypeKind) -> TypeDef {
    TypeDef {
        name: ident(name),
        module: ident(module),
        docs: Docs::default(),
        deprecated: false,
        usage,
        traits: Traits::default(),
        resource: None,
        kind,
        pointer: pointer(&format!("/components/schemas/{name}")),
    }
}

/// A type in which something is checked.
pub fn checked(mut def: TypeDef) -> TypeDef {
    def.usage.limited = true;
    def
}

/// A type that may be a text that must not be empty.
pub fn measured(mut def: TypeDef) -> TypeDef {
    def.usage.measured = true;
    def
}

/// Limits of each element.
pub fn each(limits: Limits) -> Limits {
    Limits {
        each: Some(Box::new(limits)),
        ..Limits::default()
    }
}

pub fn string_enum(values: &[(&str, &str)], open: Option<&str>) -> TypeKind {
    let variants = values.iter().map(|(name, wire)| StringVariant {
        name: ident(name),
        wire: (*wire).to_owned(),
        docs: Docs::default(),
    });
    TypeKind::StringEnum(StringEnum {
        variants: variants.collect(),
        open: open.map(ident),
        groups: Vec::new(),
        fields: Vec::new(),
    })
}

pub fn expand_paths(paths: Vec<ExpandPath>, open: &str) -> TypeKind {
    let open = ident(open);
    TypeKind::ExpandPaths(ExpandPaths { paths, open })
}

pub fn union(selector: Selector, variants: Vec<(&str, Type, &[&str])>) -> TypeKind {
    let variants = variants.into_iter().map(|(name, ty, tags)| UnionVariant {
        name: ident(name),
        ty,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        status: None,
        from: false,
        limits: Limits::default(),
        also: Vec::new(),
        demands: Vec::new(),
        pointer: Pointer::root(),
    });
    TypeKind::Union(Union {
        variants: variants.collect(),
        selector,
        open: ident("Unknown"),
    })
}

pub fn input(location: InputLocation, field: Field) -> Input {
    Input {
        field,
        location,
        allow_empty: false,
    }
}

pub fn operation(name: &str, request: &str, method: Method, path: Vec<PathSegment>) -> Operation {
    Operation {
        name: ident(name),
        request: ident(request),
        id: None,
        method,
        template: "/v1/x/{id}".to_owned(),
        path,
        fixed_query: Vec::new(),
        server: "https://api.example.com/".to_owned(),
        inputs: Vec::new(),
        body: Body::None,
        output: Output::One(Payload::Empty),
        error: Type::Json,
        paging: None,
        extra: ident("extra"),
        security: Vec::new(),
        docs: Docs::default(),
        deprecated: false,
        irreversible: false,
        args: None,
        pointer: pointer("/paths/~1v1~1x/get"),
    }
}

pub fn literal(text: &str) -> PathSegment {
    PathSegment::Literal(text.to_owned())
}

pub fn resource(name: &str, module: &str, operations: Vec<Operation>) -> Resource {
    Resource {
        name: ident(name),
        module: ident(module),
        operations,
    }
}
