using System.Net;

namespace Mim.Core.Issuing;

/// <summary>Whether names lie within an authority's subtrees (RFC 5280 section 4.2.1.10). Pure.</summary>
public static class NameConstraintRules
{
    /// <summary>The names that are not allowed, each with its reason; none when all are.</summary>
    public static IEnumerable<string> Violations(NameConstraints constraints, SubjectNames names)
    {
        var (permitted, excluded) = (constraints.Permitted, constraints.Excluded);
        return Judge(names.Dns, permitted.Dns, excluded.Dns, InDnsTree)
            .Concat(names.Dns.SelectMany(name => excluded.Dns.Where(tree => CoversTree(name, tree)), (name, tree) => $"'{name}' covers the excluded '{tree}'"))
            .Concat(Judge(names.IPAddresses, permitted.IPAddresses, excluded.IPAddresses, InNetwork))
            .Concat(Judge(names.Emails, permitted.Emails, excluded.Emails, InMailTree))
            .Concat(Judge(names.Uris, permitted.Uris, excluded.Uris, InUriTree));
    }

    private static IEnumerable<string> Judge(
        IReadOnlyList<string> names, IReadOnlyList<string> permitted, IReadOnlyList<string> excluded, Func<string, string, bool> isIn)
    {
        foreach (var name in names)
        {
            if (excluded.FirstOrDefault(tree => isIn(name, tree)) is { } forbidden)
            {
                yield return $"'{name}' lies in the excluded '{forbidden}'";
            }
            else if (permitted.Count > 0 && !permitted.Any(tree => isIn(name, tree)))
            {
                yield return $"'{name}' lies in none of the permitted {string.Join(", ", permitted)}";
            }
        }
    }

    private static bool InDnsTree(string name, string tree)
    {
        var root = tree.TrimStart('.');
        var host = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
        return root.Length == 0
            || string.Equals(host, root, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + root, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A wildcard beside an excluded name stands for that name too.</summary>
    private static bool CoversTree(string name, string tree) =>
        name.StartsWith("*.", StringComparison.Ordinal)
        && tree.IndexOf('.', StringComparison.Ordinal) is var dot and > 0
        && string.Equals(name[2..], tree[(dot + 1)..], StringComparison.OrdinalIgnoreCase);

    private static bool InNetwork(string address, string network) =>
        IPAddress.TryParse(address, out var ip)
        && IPNetwork.TryParse(network, out var block)
        && ip.AddressFamily == block.BaseAddress.AddressFamily
        && block.Contains(ip);

    /// <summary>A mailbox, a host (all its mailboxes) or, with a leading dot, every host below a domain.</summary>
    private static bool InMailTree(string mailbox, string tree)
    {
        if (tree.Contains('@', StringComparison.Ordinal))
        {
            return string.Equals(mailbox, tree, StringComparison.OrdinalIgnoreCase);
        }

        return InHostTree(mailbox[(mailbox.LastIndexOf('@') + 1)..], tree);
    }

    private static bool InUriTree(string uri, string tree) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && InHostTree(parsed.IdnHost, tree);

    private static bool InHostTree(string host, string tree) => tree.StartsWith('.')
        ? host.EndsWith(tree, StringComparison.OrdinalIgnoreCase)
        : string.Equals(host, tree, StringComparison.OrdinalIgnoreCase);
}
