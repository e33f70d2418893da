using Mim.Core.Issuing;
using Mim.Pki.Certificates;
using Mim.Pki.Names;

namespace Mim.Pki.Paths;

/// <summary>Name constraints along a path (RFC 5280 sections 4.2.1.10 and 6.1.3).</summary>
internal static class ConstraintRules
{
    public static bool Apply(IReadOnlyList<ParsedCertificate> path) => path.Skip(1).Any(one => one.Values.Constraints is not null);

    /// <summary>The first name that an authority above does not allow; null when there is none.</summary>
    public static string? FirstTrouble(IReadOnlyList<ParsedCertificate> path)
    {
        for (var i = 1; i < path.Count; i++)
        {
            if (path[i].Values.Constraints is not var (permitted, excluded))
            {
                continue;
            }

            for (var below = 0; below < i; below++)
            {
                // An authority's own renewal keeps its name whatever the constraints say.
                var isExempt = below > 0 && path[below].IsSelfIssued;
                if (!isExempt && FirstTrouble(path[below], permitted, excluded) is { } trouble)
                {
                    return $"{trouble}, by the constraints of {CertificationPath.NameOf(path[i])}";
                }
            }
        }

        return null;
    }

    private static string? FirstTrouble(ParsedCertificate certificate, GeneralNames permitted, GeneralNames excluded)
    {
        var names = NamesOf(certificate);
        var constraints = new NameConstraints { Permitted = permitted.Names, Excluded = excluded.Names };
        return NameConstraintRules.Violations(constraints, names).FirstOrDefault()
            ?? OfUris(names, constraints)
            ?? OfDirectories(certificate, permitted, excluded)
            ?? (certificate.Values.Names.HasOthers && (permitted.HasOthers || excluded.HasOthers)
                ? $"{CertificationPath.NameOf(certificate)} has a name of a constrained kind that is unknown here"
                : null);
    }

    // Old certificates have their mailbox in the subject; it is constrained like one among the alternative names.
    private static SubjectNames NamesOf(ParsedCertificate certificate)
    {
        var names = certificate.Values.Names.Names;
        var emails = NameFormatter.Read(certificate.Subject)
            .SelectMany(attributes => attributes)
            .Where(attribute => attribute.Oid == Oids.EmailAddress)
            .Select(attribute => NameFormatter.ReadString(attribute.Value))
            .OfType<string>();
        return names with { Emails = [.. names.Emails, .. emails] };
    }

    // A constraint on hosts cannot be met by a URI that has none.
    private static string? OfUris(SubjectNames names, NameConstraints constraints)
    {
        var areConstrained = constraints.Permitted.Uris.Count + constraints.Excluded.Uris.Count > 0;
        var withoutHost = names.Uris.FirstOrDefault(
            one => !Uri.TryCreate(one, UriKind.Absolute, out var uri) || uri.HostNameType != UriHostNameType.Dns);
        return areConstrained && withoutHost is not null ? $"'{withoutHost}' has no host to be constrained" : null;
    }

    private static string? OfDirectories(ParsedCertificate certificate, GeneralNames permitted, GeneralNames excluded)
    {
        IEnumerable<ReadOnlyMemory<byte>> names = certificate.Values.Names.Directories;
        foreach (var name in certificate.Subject.Length > 2 ? names.Prepend(certificate.Subject) : names)
        {
            var parts = NameKey.Parts(name);
            if (excluded.Directories.Any(tree => IsWithin(parts, tree)))
            {
                return $"'{NameFormatter.Format(name)}' lies in an excluded directory";
            }

            if (permitted.Directories.Count > 0 && !permitted.Directories.Any(tree => IsWithin(parts, tree)))
            {
                return $"'{NameFormatter.Format(name)}' lies in none of the permitted directories";
            }
        }

        return null;
    }

    private static bool IsWithin(IReadOnlyList<string> name, ReadOnlyMemory<byte> tree)
    {
        var parts = NameKey.Parts(tree);
        return parts.Count <= name.Count && parts.SequenceEqual(name.Take(parts.Count));
    }
}
