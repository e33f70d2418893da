namespace Mim.Testing.Programs;

/// <summary>Where a RabbitMQ node listens.</summary>
internal sealed record RabbitMqPorts(int Amqp, int AmqpTls, int Management, int ManagementTls);
