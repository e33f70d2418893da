namespace Mim.Core.Issuing;

/// <summary>What an authority may be. Pure.</summary>
internal static class AuthorityRules
{
    private const int MaximumPathLength = 16;
    private static readonly TimeSpan ShortestCrl = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(36525);

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidName"/>, <see cref="MimErrorCause.InvalidArgument"/>.</exception>
    public static NewAuthority Normalize(NewAuthority wanted)
    {
        var name = NameRules.IdentityName(wanted.Name);
        if (wanted.PathLength is < 0 or > MaximumPathLength)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"Path length {wanted.PathLength} of '{name}' must lie between 0 and {MaximumPathLength}.", name);
        }

        if (wanted.Lifetime <= ShortestLifetime || wanted.Lifetime > LongestLifetime)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"A lifetime of {wanted.Lifetime} for '{name}' must lie between {ShortestLifetime} and {LongestLifetime}.", name);
        }

        if (wanted.CrlLifetime < ShortestCrl)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"A CRL lifetime of {wanted.CrlLifetime} for '{name}' is shorter than {ShortestCrl}.", name);
        }

        foreach (var url in wanted.CrlUrls.Concat(wanted.OcspUrls).Concat(wanted.IssuerUrls))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https" or "ldap" or "ldaps"))
            {
                throw new MimException(MimErrorCause.InvalidArgument, $"'{url}' of '{name}' is not an http, https or ldap URL.", url);
            }
        }

        return wanted with
        {
            Name = name,
            Subject = wanted.Subject ?? "CN=" + DistinguishedNames.Escape(name.Length <= 64 ? name : name[..64]),
            NameConstraints = wanted.NameConstraints is null ? null : NameRules.Normalize(wanted.NameConstraints),
        };
    }

    /// <summary>Holds a normalised authority against its parent.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AuthorityUnusable"/>.</exception>
    public static void Enforce(NewAuthority wanted, SigningAuthority? parent)
    {
        if (wanted.Subject is not { Length: > 0 })
        {
            throw new MimException(MimErrorCause.InvalidName, $"Authority '{wanted.Name}' needs a subject (RFC 5280 section 4.1.2.6).", wanted.Name);
        }

        if (parent?.Facts.PathLength is { } limit && (limit == 0 || wanted.PathLength >= limit))
        {
            throw new MimException(
                MimErrorCause.AuthorityUnusable,
                $"Path length {limit} of authority '{parent.Identity.Name}' forbids '{wanted.Name}'{(limit > 0 ? $" with path length {wanted.PathLength}" : string.Empty)}.",
                wanted.Name);
        }
    }
}
