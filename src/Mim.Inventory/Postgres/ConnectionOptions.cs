using Mim.Core;
using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>How to connect: what the user wrote, and what a store needs whatever the user wrote.</summary>
internal sealed class ConnectionOptions
{
    private const string DefaultSchema = "mim";
    private const int LongestName = 63;

    private ConnectionOptions(string connectionString, string location, string schema) =>
        (ConnectionString, Location, Schema) = (connectionString, location, schema);

    public string ConnectionString { get; }

    /// <summary>What the user wrote, without a password.</summary>
    public string Location { get; }

    /// <summary>The schema that holds the store.</summary>
    public string Schema { get; }

    /// <summary>The schema as SQL names it.</summary>
    public string QuotedSchema => Quote(Schema);

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>; the message shows nothing of the text.</exception>
    public static ConnectionOptions Parse(string text)
    {
        var builder = Read(text);
        var location = new NpgsqlConnectionStringBuilder(text) { Password = null }.ConnectionString;
        var schema = SchemaOf(builder.SearchPath);
        builder.SearchPath = Quote(schema);
        builder.ApplicationName ??= "mim";
        builder.Enlist = false;

        // Settings of a session are made once; nothing that runs changes them.
        builder.NoResetOnClose = true;
        builder.TcpKeepAlive = true;
        builder.TcpKeepAliveTime = 30;
        builder.TcpKeepAliveInterval = 10;

        // Milliseconds that a server has to hear a cancellation before its connection is given up.
        builder.CancellationTimeout = 150;
        builder.IncludeErrorDetail = false;
        builder.IncludeFailedBatchedCommand = true;
        builder.MaxPoolSize = builder.ShouldSerialize("Maximum Pool Size") ? builder.MaxPoolSize : 20;
        builder.CommandTimeout = builder.ShouldSerialize("Command Timeout") ? builder.CommandTimeout : 120;
        return new ConnectionOptions(builder.ConnectionString, location, schema);
    }

    /// <summary>A name as SQL quotes it; it holds no quotation mark.</summary>
    public static string Quote(string name) => $"\"{name}\"";

    private static NpgsqlConnectionStringBuilder Read(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            throw new MimException(MimErrorCause.InvalidArgument, "The connection string of the store cannot be read: it is of the form 'Host=…;Database=…'.");
        }
    }

    private static string SchemaOf(string? searchPath)
    {
        var schema = searchPath?.Trim().Trim('"') ?? DefaultSchema;
        return schema.Length is > 0 and <= LongestName && schema.IndexOfAny(['"', ',', '\0']) < 0
            ? schema
            : throw new MimException(MimErrorCause.InvalidArgument, $"'{searchPath}' is not the name of one schema.", searchPath);
    }
}
