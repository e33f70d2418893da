using System.Globalization;
using Mim.Core.Delivery;

namespace Mim.Delivery.Windows;

/// <summary>
/// What the friendly name of a certificate of ours says: whose it is, and what each thing that is bound to it was bound to before. Windows
/// has no other place that lives and dies with the certificate.
/// </summary>
/// <param name="Identity">Name of the identity, for people.</param>
/// <param name="IdentityId">The identity.</param>
/// <param name="VersionId">The version.</param>
/// <param name="Replaced">SHA-1 of the certificate before, by binding, in hexadecimal; empty for none.</param>
internal sealed record CertificateNote(string Identity, Guid IdentityId, Guid VersionId, IReadOnlyDictionary<string, string> Replaced)
{
    private const string Begin = " (MimModule ";
    private const string Before = " before ";
    private const string Nothing = "none";

    /// <summary>Of a certificate that nothing is bound to yet.</summary>
    public static CertificateNote Of(Installation installation) => new(
        installation.Target.Identity, installation.Target.IdentityId, installation.Version.Id, new Dictionary<string, string>());

    /// <summary>Reads what <see cref="ToString"/> wrote; null for a certificate that is not ours.</summary>
    public static CertificateNote? Parse(string text)
    {
        var at = text.LastIndexOf(Begin, StringComparison.Ordinal);
        if (at < 0 || text[^1] != ')')
        {
            return null;
        }

        var parts = text[(at + Begin.Length)..^1].Split("; ");
        return parts[0].Split('/') is [var identity, var version]
            && Guid.TryParse(identity, out var identityId)
            && Guid.TryParse(version, out var versionId)
            ? new CertificateNote(text[..at], identityId, versionId, Read(parts.Skip(1)))
            : null;
    }

    /// <summary>With what a binding was bound to before; null for nothing to go back to.</summary>
    public CertificateNote With(WindowsBinding binding, string? replaced)
    {
        var all = new SortedDictionary<string, string>(Replaced.ToDictionary(), StringComparer.Ordinal);
        all.Remove($"{binding}");
        if (replaced is not null)
        {
            all.Add($"{binding}", replaced);
        }

        return this with { Replaced = all };
    }

    public override string ToString()
    {
        var replaced = Replaced.Select(one => $"; {one.Key}{Before}{(one.Value.Length == 0 ? Nothing : one.Value)}");
        return string.Create(CultureInfo.InvariantCulture, $"{Identity}{Begin}{IdentityId:N}/{VersionId:N}{string.Concat(replaced)})");
    }

    private static SortedDictionary<string, string> Read(IEnumerable<string> parts)
    {
        var replaced = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.Split(Before) is [var binding, var thumbprint])
            {
                replaced[binding] = thumbprint == Nothing ? "" : thumbprint;
            }
        }

        return replaced;
    }
}
