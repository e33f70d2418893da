using Mim.Core.Accounts;

namespace Mim.Delivery.Accounts;

/// <summary>What it takes to connect to a server, and to say which one was trouble.</summary>
/// <param name="What">Sort of server.</param>
/// <param name="Server">Name or address.</param>
/// <param name="Port">Its port.</param>
/// <param name="AuthorityFile">Authorities that its certificate is trusted by; null for the machine's own.</param>
/// <param name="Timeout">How long something may take there.</param>
internal sealed record ServerPlace(string What, string Server, int Port, string? AuthorityFile, TimeSpan Timeout)
{
    /// <summary>Path of its socket; null for a port.</summary>
    public string? Socket { get; private init; }

    public static implicit operator ServerPlace(AccountSettings settings) =>
        new(settings.System.ToString(), settings.Server, settings.Port, settings.AuthorityFile, settings.Timeout)
        {
            Socket = settings.Server is not ['/', ..] ? null
                : settings.System == AccountSystem.PostgreSql ? $"{settings.Server}/.s.PGSQL.{settings.Port}" : settings.Server,
        };
}
