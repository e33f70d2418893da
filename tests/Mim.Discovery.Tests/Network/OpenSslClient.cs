using System.Text.RegularExpressions;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests.Network;

/// <summary>What <c>openssl s_client</c> sees.</summary>
internal static partial class OpenSslClient
{
    /// <param name="startTls">What it calls the protocol before TLS; null for none.</param>
    public static (IReadOnlyList<byte[]> Certificates, string Protocol) Look(int port, string serverName, string? startTls = null)
    {
        string[] upgrade = startTls is null ? [] : ["-starttls", startTls];
        var output = ProgramRunner.Run("openssl", [
            "s_client", "-connect", $"127.0.0.1:{port}", "-servername", serverName, "-showcerts", "-cipher", "ALL:@SECLEVEL=0",
            .. upgrade]).Output;
        var certificates = Certificate().Matches(output).Select(match => Convert.FromBase64String(match.Groups[1].Value));
        return ([.. certificates], $"Tls{Version().Match(output).Groups[1].Value.Replace(".", "", StringComparison.Ordinal)}");
    }

    [GeneratedRegex("-----BEGIN CERTIFICATE-----([^-]+)-----END")]
    private static partial Regex Certificate();

    [GeneratedRegex(@"New, TLSv([\d.]+), Cipher is")]
    private static partial Regex Version();
}
