-- What a version of a schema declares of the attributes of items.

alter table schema_version add column attributes {text} not null default '[]'; -- JSON; domain/item_attribute.h
