// Prints the first record of a topic as JSON: node read-event.js BOOTSTRAP REGISTRY_URL TOPIC
import schemaregistry from '@confluentinc/schemaregistry';
import kafkajs from 'kafkajs';

const [bootstrap, registryUrl, topic] = process.argv.slice(2);

const registry = new schemaregistry.SchemaRegistryClient({ baseURLs: [registryUrl] });
const deserializer = new schemaregistry.AvroDeserializer(registry, schemaregistry.SerdeType.VALUE, {});

const kafka = new kafkajs.Kafka({ brokers: [bootstrap], logLevel: kafkajs.logLevel.ERROR });
const consumer = kafka.consumer({ groupId: 'interop' });

await consumer.connect();
await consumer.subscribe({ topics: [topic], fromBeginning: true });
const payload = await new Promise((resolve, reject) => {
  // A group's coordinator may still be loading; the consumer then restarts by itself.
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => restart || reject(error));
  consumer.run({ eachMessage: async ({ message }) => resolve(message.value) });
});
await consumer.disconnect();

const event = await deserializer.deserialize(topic, payload);
// Avro longs beyond the safe range come as BigInt, which JSON doesn't know.
const text = JSON.stringify(event, (key, value) => (typeof value === 'bigint' ? value.toString() : value));
process.stdout.write(text);
