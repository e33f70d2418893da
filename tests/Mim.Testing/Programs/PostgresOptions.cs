namespace Mim.Testing.Programs;

/// <summary>How a PostgreSQL of one's own is started.</summary>
public sealed record PostgresOptions
{
    /// <summary>Where it listens; <c>*</c> for every address of the machine. Only loopback needs no password.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    /// <summary>Whether a commit is on the disk when it returns: only for tests about durability, because it costs.</summary>
    public bool Durable { get; init; }

    /// <summary>PEM files of the server's certificate and its key; null for a server without TLS.</summary>
    public (string Certificate, string Key)? Tls { get; init; }

    /// <summary>More lines of postgresql.conf.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
