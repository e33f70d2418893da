namespace Mim.Ssh.Keys;

/// <summary>The curves that SSH has for keys (RFC 5656 section 10.1), by their names there and in X.509.</summary>
internal static class SshCurves
{
    private static readonly (string Name, string ObjectIdentifier)[] _all =
        [("nistp256", "1.2.840.10045.3.1.7"), ("nistp384", "1.3.132.0.34"), ("nistp521", "1.3.132.0.35")];

    public static string ObjectIdentifier(string name) => Array.Find(_all, curve => curve.Name == name).ObjectIdentifier;

    /// <exception cref="SshForeignKeyException">SSH has no such curve.</exception>
    public static string Name(string? objectIdentifier) => Array.Find(_all, curve => curve.ObjectIdentifier == objectIdentifier).Name
        ?? throw new SshForeignKeyException("its curve is none of SSH's.");
}
