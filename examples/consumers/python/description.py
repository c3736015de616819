"""The published description of the records, and what it says of one."""

import json
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from confluent_kafka import Message
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

TIMEOUT = 10  # seconds
FORMATS = FormatChecker(["date-time", "uuid", "uri"])  # an error where the package for one is missing

sys.set_int_max_str_digits(0)  # the numbers in `data` may have any length


class Offence(Exception):
    """A record is not as described."""


class Description:
    """An AsyncAPI document, and the schemas that records name."""

    def __init__(self, place: str) -> None:
        self._place = place  # a URL, or a directory
        self._asyncapi = self._read("asyncapi.json")
        self.channels = {  # by address: where each message stands in the document, by its type
            channel["address"]: {self._type_of(message): message for message in self._messages_of(name, channel)}
            for name, channel in self._asyncapi["channels"].items()
        }

    def check(self, address: str, record: Message) -> str:
        """Names the message of a channel that the record is. Raises Offence, or ValueError where it is no text or no JSON."""
        headers = {name: text(value) for name, value in record.headers() or []}
        message = self.channels[address].get(headers.get("ce_type"))
        if message is None:
            raise Offence(f"ce_type: {headers.get('ce_type')} is none of the channel's")
        key = text(record.key())
        value = None if record.value() is None else json.loads(record.value(), parse_constant=refuse)

        expect_valid("headers", headers, self._validator(f"{message}/headers"))
        expect_valid("key", key, self._validator(f"{message}/bindings/kafka/key"))
        expect_valid("value", value, self._validator(f"{message}/payload"))
        expect_equal("ce_subject", headers["ce_subject"], key)
        if value is not None:
            expect_valid("value", value, self._schema_validator(headers["ce_dataschema"]))
            expect_equal("task_run_id", value["task_run_id"], key)
        if "ce_sequence" in headers:
            expect_equal("ce_sequence", int(headers["ce_sequence"]), value["transition"])
        return message.rpartition("/")[2]

    @cache
    def _validator(self, part: str) -> Draft202012Validator:
        return Draft202012Validator({**self._asyncapi, "$ref": self._follow(part)}, format_checker=FORMATS)

    @cache
    def _schema_validator(self, uri: str) -> Draft202012Validator:
        return Draft202012Validator(self._read(uri), format_checker=FORMATS)

    def _read(self, uri: str) -> dict:
        """Fetches what is published under a URI; of a directory, the file with the name at its end."""
        if "://" not in self._place:
            return json.loads((Path(self._place) / Path(urlsplit(uri).path).name).read_bytes())
        with urlopen(urljoin(self._place, uri), timeout=TIMEOUT) as answer:
            return json.load(answer)

    def _messages_of(self, name: str, channel: dict) -> list[str]:
        return [self._follow(f"#/channels/{name}/messages/{message}") for message in channel["messages"]]

    def _type_of(self, message: str) -> str:
        return self._part(self._follow(f"{message}/headers"))["properties"]["ce_type"]["const"]

    def _follow(self, part: str) -> str:
        """Where in the document a part stands, which may be a reference to another."""
        reference = self._part(part).get("$ref")
        return part if reference is None else self._follow(reference)

    def _part(self, pointer: str) -> dict:
        part = self._asyncapi
        for name in pointer.removeprefix("#/").split("/"):
            part = part[name]
        return part


def expect_valid(what: str, instance: object, validator: Draft202012Validator) -> None:
    error = best_match(validator.iter_errors(instance))
    if error is not None:
        raise Offence(f"{what}{error.json_path.removeprefix('$')}: {shortened(error.message)}")


def expect_equal(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise Offence(f"{what}: {found} where {expected} belongs")


def shortened(message: str) -> str:
    return message if len(message) < 400 else f"{message[:200]} … {message[-200:]}"


def text(value: bytes | None) -> str | None:
    return None if value is None else value.decode()


def refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
