using System.Text;

using Mim.Core.Ports;

namespace Mim.Core.Discovery.Ssh;

/// <summary>
/// The authorities of users that sshd trusts, and whom they let in: accounts by a certificate for their own name, or for the names in
/// their file of principals where sshd has been told of one (sshd_config(5), AuthorizedPrincipalsFile).
/// </summary>
internal sealed class SshdAuthorities(ISshMachine machine, SshLayout layout)
{
    private readonly List<string> _accounts = [];
    private readonly Dictionary<string, HashSet<string>> _byName = new(StringComparer.Ordinal);
    private readonly List<SshPlace> _byPrincipals = [];
    private readonly Dictionary<string, IReadOnlyList<string>?> _files = new(StringComparer.Ordinal);

    /// <param name="configuration">As it holds for the account.</param>
    /// <param name="account">One that has not been added.</param>
    /// <param name="isBarred">Whether no key lets it in.</param>
    /// <param name="cancellationToken">Ends the reading of its principals.</param>
    public async Task AddAsync(SshdConfiguration configuration, SshAccount account, bool isBarred, CancellationToken cancellationToken)
    {
        _accounts.Add(account.Name);
        foreach (var path in configuration.For(account, "trustedusercakeys") ?? [])
        {
            if (!_byName.TryGetValue(path, out var names))
            {
                _byName.Add(path, names = []);
            }

            if (isBarred)
            {
                continue;
            }

            if (configuration.Certain(account, "authorizedprincipalsfile") is not [var file] || file == "none"
                || await PrincipalsAsync(layout.Expand(file, account), cancellationToken).ConfigureAwait(false) is not { } principals)
            {
                names.Add(account.Name);
            }
            else if (principals.Count > 0)
            {
                _byPrincipals.Add(new SshPlace(path, SshKeyRole.TrustedAuthority, account.Name) { Principals = principals });
            }
        }
    }

    /// <summary>Each authority once for all accounts that go by their names, and once for each account that has its own principals.</summary>
    public IEnumerable<SshPlace> Places()
    {
        foreach (var (path, names) in _byName)
        {
            var others = _byPrincipals.Where(place => place.Path == path).ToList();
            if (names.Count > 0 || others.Count == 0)
            {
                yield return new SshPlace(path, SshKeyRole.TrustedAuthority, null)
                {
                    ExceptAccounts = names.Count == 0 ? [] : [.. _accounts.Where(name => !names.Contains(name))],
                    Barred = names.Count == 0 ? "sshd lets no account in by it" : null,
                };
            }

            foreach (var other in others)
            {
                yield return other;
            }
        }
    }

    // Null when it cannot be read; nobody is in a file that is not there.
    private async Task<IReadOnlyList<string>?> PrincipalsAsync(string path, CancellationToken cancellationToken)
    {
        if (!_files.TryGetValue(path, out var principals))
        {
            principals = [];
            await foreach (var file in machine.ReadAsync([path], cancellationToken).ConfigureAwait(false))
            {
                using (file)
                {
                    principals = file.Content is { } content ? Principals(Encoding.UTF8.GetString(content.Span)) : null;
                }
            }

            _files.Add(path, principals);
        }

        return principals;
    }

    // Options may stand before a principal, as in authorized_keys.
    private static List<string> Principals(string text) =>
        [.. text.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).Select(line => line.Split(' ', '\t')[^1])];
}
