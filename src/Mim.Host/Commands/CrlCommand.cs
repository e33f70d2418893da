using System.CommandLine;

namespace Mim.Host.Commands;

/// <summary><c>mim crl</c>: revocation lists.</summary>
internal static class CrlCommand
{
    public static Command Create() => new("crl", "Publish revocation lists.") { CrlPublishCommand.Create() };
}
