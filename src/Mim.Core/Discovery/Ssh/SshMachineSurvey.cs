using System.Runtime.CompilerServices;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Goes through everything of SSH that one machine has.</summary>
internal sealed class SshMachineSurvey(ISshMachine machine)
{
    private static readonly (string Keyword, string Name)[] _asking =
        [("authorizedkeyscommand", "AuthorizedKeysCommand"), ("authorizedprincipalscommand", "AuthorizedPrincipalsCommand")];

    private readonly SortedSet<string> _programs = new(StringComparer.Ordinal);

    /// <summary>Where files are looked for, once that is known: full paths, of folders with a separator at the end.</summary>
    public IReadOnlyList<string> Places { get; private set; } = [];

    /// <summary>Programs that sshd asks who may log in, as its configuration names them; what they say is not known here.</summary>
    public IReadOnlySet<string> Programs => _programs;

    /// <summary>Full path of sshd's configuration, once that is known.</summary>
    public string Configuration { get; private set; } = "";

    /// <summary>Each file once, with what it is to whom. Whoever takes a file disposes it.</summary>
    /// <exception cref="MachineUnreachableException">The machine does not answer, or no longer.</exception>
    public async IAsyncEnumerable<(SshFile File, IReadOnlyList<SshPlace> Places)> FilesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var accounts = await machine.AccountsAsync(cancellationToken).ConfigureAwait(false);
        var places = await PlacesAsync(accounts, cancellationToken).ConfigureAwait(false);
        Places = [.. places.Keys];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var file in machine.ReadAsync(Places, cancellationToken).ConfigureAwait(false))
        {
            if (seen.Add(file.Path))
            {
                yield return (file, places[file.Place]);
            }
            else
            {
                file.Dispose();
            }
        }
    }

    // Files before folders, so that what a configuration says of a file counts for more than its name.
    private async Task<Dictionary<string, List<SshPlace>>> PlacesAsync(IReadOnlyList<SshAccount> accounts, CancellationToken cancellationToken)
    {
        var layout = SshLayout.Of(accounts);
        var (places, folders) = (new Dictionary<string, List<SshPlace>>(StringComparer.Ordinal), new Dictionary<string, List<SshPlace>>(StringComparer.Ordinal));
        void Add(SshPlace place)
        {
            var map = place.Path[^1] == layout.Separator ? folders : places;
            if (!map.TryGetValue(place.Path, out var list))
            {
                map.Add(place.Path, list = []);
            }

            // Of one folder that several accounts have as their home, the first counts.
            if (list.Count == 0 || (place.Role is SshKeyRole.AuthorizedKey or SshKeyRole.TrustedAuthority && !list.Contains(place)))
            {
                list.Add(place);
            }
        }

        Configuration = layout.Configuration;
        var (rules, authorities) = (new SshPlaces(layout), new SshdAuthorities(machine, layout));
        var written = await new SshdConfigurationReader(machine, layout).ReadAsync(cancellationToken).ConfigureAwait(false);
        SshdConfiguration? common = null;
        foreach (var account in accounts)
        {
            var configuration = common;
            if (configuration is null)
            {
                var effective = await machine.EffectiveConfigurationAsync(account.Name, cancellationToken).ConfigureAwait(false);
                configuration = effective is null ? written : SshdConfiguration.OfEffective(effective).WithPossible(written, account);
                common = written.HasConditions && effective is not null ? null : configuration;
            }

            var barredBy = SshdAdmission.BarredBy(configuration, account);
            await authorities.AddAsync(configuration, account, barredBy is not null, cancellationToken).ConfigureAwait(false);
            _programs.UnionWith(_asking
                .SelectMany(program => (configuration.For(account, program.Keyword) ?? []).Take(1).Select(path => $"{program.Name} {path}")));
            foreach (var place in rules.OfMachine(configuration).Concat(rules.OfAccount(configuration, account, barredBy)))
            {
                Add(place);
            }
        }

        foreach (var place in authorities.Places())
        {
            Add(place);
        }

        foreach (var (path, list) in folders)
        {
            places.Add(path, list);
        }

        return places;
    }
}
