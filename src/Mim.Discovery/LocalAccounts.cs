using Mim.Core;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;
using Mim.Discovery.Accounts;

namespace Mim.Discovery;

/// <summary>Accounts of <c>/etc/passwd</c>, with what <c>/etc/shadow</c>, <c>/etc/group</c> and the records of log-ins say of them.</summary>
/// <param name="root">Folder that the system is in.</param>
public sealed class LocalAccounts(string root) : ILocalAccounts
{
    private const int Fields = 7;
    private const uint Nobody = 65534;

    private static readonly string[] _noShells = ["nologin", "false", "sync", "shutdown", "halt", "true"];

    /// <summary>Those of this machine.</summary>
    public LocalAccounts()
        : this("/")
    {
    }

    public IEnumerable<AccountSighting> Read(string machine, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new MimException(MimErrorCause.Unsupported, "Accounts of a machine are read on Linux only.", machine);
        }

        var lines = AccountFile.Lines(root, "etc/passwd", isNeeded: true);
        var shadows = ShadowEntry.All(root);
        var groups = AdministratorGroups.Of(root);
        var logins = new LoginRecords(root, cancellationToken);
        var firstPerson = FirstPerson();
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var fields = line.Split(':');
            if (fields.Length == Fields && fields[0].Length > 0 && uint.TryParse(fields[2], out var id))
            {
                yield return Sighting(machine, fields, id, id >= firstPerson && id != Nobody, shadows?.GetValueOrDefault(fields[0]), groups, logins);
            }
        }
    }

    private AccountSighting Sighting(
        string machine, string[] fields, uint id, bool isOfPeople, ShadowEntry? shadow, AdministratorGroups groups, LoginRecords logins)
    {
        var (name, home, shell) = (fields[0], fields[5], Path.GetFileName(fields[6]));
        var logsIn = !_noShells.Contains(shell);
        var privileges = groups.Of(name, fields[3]);
        var traits = (id == 0 ? AccountTraits.Privileged : AccountTraits.None)
            | (id == 0 && name != "root" ? AccountTraits.SecondRoot : AccountTraits.None)
            | (!isOfPeople && (id != 0 || name == "root") ? AccountTraits.BuiltIn : AccountTraits.None)
            | (privileges.Count > 0 ? AccountTraits.Privileged : AccountTraits.None)
            | (logsIn && isOfPeople && logins.AreKept ? AccountTraits.UsageKnown : AccountTraits.None)
            | (shadow?.Traits ?? AccountTraits.None)
            | (logsIn && (fields[1].Length == 0 || shadow is { IsEmpty: true }) ? AccountTraits.PasswordEmpty : AccountTraits.None);
        var (lastUsed, usedFor) = logins.LastOf(name, id);
        return new AccountSighting
        {
            Source = AccountSource.Linux,
            Place = machine,
            Account = name,
            Identifier = fields[2],
            IsService = !isOfPeople || !logsIn || shadow is { HasPassword: false },
            EndsAt = shadow?.EndsAt,
            Traits = traits,
            Description = fields[4].TrimEnd(',') is { Length: > 0 } comment ? comment : null,
            CreatedAt = isOfPeople ? AccountFile.CreationOf(Path.Join(root, home)) : null,
            PasswordChangedAt = shadow?.ChangedAt,
            PasswordExpiresAt = shadow?.ExpiresAt,
            LastUsedAt = lastUsed,
            LastUsedFor = usedFor,
            Privileges = id == 0 ? ["uid 0", .. privileges] : privileges,
            Home = logsIn ? home : null,
        };
    }

    /// <summary>Where user ids of people begin.</summary>
    private uint FirstPerson()
    {
        const uint usual = 1000;
        var setting = AccountFile.Lines(root, "etc/login.defs", isNeeded: false)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .LastOrDefault(words => words is ["UID_MIN", _, ..]);
        return setting is not null && uint.TryParse(setting[1], out var first) ? first : usual;
    }
}
