using System.Formats.Asn1;
using Mim.Core.Accounts;
using Mim.Delivery.Accounts.Ldap;

namespace Mim.Delivery.Accounts.ActiveDirectory;

/// <summary>
/// One conversation with a domain controller, which knows accounts by distinguished name, user principal name, <c>DOMAIN\name</c>, or the
/// name alone (sAMAccountName) that belongs to its own domain then.
/// </summary>
internal sealed class DomainController(LdapLine directory)
{
    private const string Domain = "defaultNamingContext";
    private const string Name = "sAMAccountName";

    /// <summary>Logs in by a simple bind (MS-ADTS section 5.1.1.1.1), which takes no name alone.</summary>
    public async Task<LdapResult> BindAsync(AccountCredential credential, CancellationToken cancellationToken)
    {
        var name = credential.UserName;
        if (!name.AsSpan().ContainsAny('=', '@', '\\'))
        {
            name = $"{name}@{DomainOf(await OwnAsync(Domain, cancellationToken).ConfigureAwait(false))}";
        }

        return await directory.AskAsync(LdapRequest.Bind(name, credential.Secret), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The distinguished name of an account; null when this domain has none of that name. After a log-in.</summary>
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (name.Contains('=', StringComparison.Ordinal))
        {
            return name;
        }

        var domain = await OwnAsync(Domain, cancellationToken).ConfigureAwait(false);
        if (name.Split('\\', 2) is [var netBiosName, var account])
        {
            return await IsNameOfAsync(netBiosName, domain, cancellationToken).ConfigureAwait(false)
                ? await OnlyAsync(domain, Name, account, cancellationToken).ConfigureAwait(false)
                : null;
        }

        if (name.LastIndexOf('@') is > 0 and var at)
        {
            // Whose it is counts for more than who would be called so.
            return await OnlyAsync(domain, "userPrincipalName", name, cancellationToken).ConfigureAwait(false)
                ?? (name[(at + 1)..].Equals(DomainOf(domain), StringComparison.OrdinalIgnoreCase)
                    ? await OnlyAsync(domain, Name, name[..at], cancellationToken).ConfigureAwait(false)
                    : null);
        }

        return await OnlyAsync(domain, Name, name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The distinguished name of its domain.</summary>
    public Task<string> OwnNameAsync(CancellationToken cancellationToken) => OwnAsync(Domain, cancellationToken);

    public Task<LdapResult> AskAsync(Action<AsnWriter> request, CancellationToken cancellationToken) =>
        directory.AskAsync(request, cancellationToken);

    /// <summary><c>DC=corp,DC=test</c> is that of corp.test.</summary>
    private static string DomainOf(string namingContext) =>
        string.Join('.', namingContext.Split(',').Select(part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]));

    /// <summary>What the controller says of itself, to everybody.</summary>
    private async Task<string> OwnAsync(string attribute, CancellationToken cancellationToken)
    {
        var (result, found) = await directory.FindAsync(LdapRequest.Search(string.Empty, attribute), cancellationToken).ConfigureAwait(false);
        return result.Succeeded && found is [{ Length: > 0 } value]
            ? value
            : throw new InvalidDataException("it is no domain controller of Active Directory.");
    }

    private async Task<bool> IsNameOfAsync(string netBiosName, string domain, CancellationToken cancellationToken)
    {
        var configuration = await OwnAsync("configurationNamingContext", cancellationToken).ConfigureAwait(false);
        var search = LdapRequest.Search($"CN=Partitions,{configuration}", LdapRequest.NameOnly, ("nETBIOSName", netBiosName), ("nCName", domain));
        return await OnlyAsync(search, cancellationToken).ConfigureAwait(false) is not null;
    }

    private Task<string?> OnlyAsync(string domain, string attribute, string value, CancellationToken cancellationToken) =>
        OnlyAsync(LdapRequest.Search(domain, LdapRequest.NameOnly, ("objectClass", "user"), (attribute, value)), cancellationToken);

    private async Task<string?> OnlyAsync(Action<AsnWriter> search, CancellationToken cancellationToken)
    {
        var (result, found) = await directory.FindAsync(search, cancellationToken).ConfigureAwait(false);
        return (result, found) switch
        {
            ({ Succeeded: true }, [var only]) => only,
            ({ Succeeded: true } or { Code: LdapResult.NoSuchObject }, []) => null,
            (_, { Count: > 1 }) => throw new InvalidDataException("it has several accounts of that name."),
            _ => throw new InvalidDataException($"it does not search: {result}"),
        };
    }
}
