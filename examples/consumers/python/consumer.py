"""Reads every record that Runledger publishes and checks its key, headers and value against the published description.

It knows the service by its AsyncAPI document alone, which names the topics and says what their messages look like.
../README.md says how to run it. Ends with 1 at the first record that is not as described.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, Message, TopicPartition

from description import Description, Offence

TIMEOUT = 10  # seconds


def main() -> int:
    options = parse_options()
    description = Description(options.schemas)
    topics = [options.prefix + address for address in description.channels]
    counts: Counter[str] = Counter()
    consumer = Consumer(
        {
            "bootstrap.servers": options.brokers,
            "group.id": "runledger-check",  # has to be named; nothing joins it, as partitions are assigned
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
        }
    )
    try:
        for record in records(consumer, topics, options.until_end):
            try:
                counts[description.check(record.topic().removeprefix(options.prefix), record)] += 1
            except (Offence, ValueError) as offence:
                print(f"{record.topic()} {record.partition()}@{record.offset()}, key {record.key()}: {offence}")
                return 1
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()
    print(
        f"{counts['transition']} transitions, {counts['state']} current states, {counts['deletion']} tombstones: "
        "each valid"
    )
    return 0


def records(consumer: Consumer, topics: list[str], until_end: bool) -> Iterator[Message]:
    """All records, those of a partition in their order; `until_end` stops where the partitions ended at the start."""
    partitions = [
        TopicPartition(topic, partition, OFFSET_BEGINNING)
        for topic in topics
        for partition in partitions_of(consumer, topic)
    ]
    ends = {(at.topic, at.partition): consumer.get_watermark_offsets(at, timeout=TIMEOUT)[1] for at in partitions}
    unread = {place for place, end in ends.items() if end > 0}
    consumer.assign(partitions)
    while unread or not until_end:
        record = consumer.poll(1)
        if record is None:
            continue
        place, error = (record.topic(), record.partition()), record.error()
        if error is None:
            if not until_end or record.offset() < ends[place]:
                yield record
            if record.offset() + 1 >= ends[place]:
                unread.discard(place)
        elif error.code() == KafkaError._PARTITION_EOF:  # what stands behind the last record is a transaction's mark
            unread.discard(place)
        else:
            raise KafkaException(error)


def partitions_of(consumer: Consumer, topic: str) -> list[int]:
    found = consumer.list_topics(topic, timeout=TIMEOUT).topics[topic]
    if found.error is not None:
        raise KafkaException(found.error)
    return list(found.partitions)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--brokers", default="127.0.0.1:9092", help="host:port, parted by commas (%(default)s)")
    parser.add_argument("--prefix", default="", help="what stands before the names of the topics")
    parser.add_argument(
        "--schemas",
        default="http://127.0.0.1:4200/api/schemas/",
        help="where asyncapi.json is: a URL, or a directory that holds the schemas, too (%(default)s)",
    )
    parser.add_argument("--until-end", action="store_true", help="stop where the topics ended at the start")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
