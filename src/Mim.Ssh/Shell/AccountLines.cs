using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>Accounts and groups from lines of passwd(5) and group(5), or of a Windows host.</summary>
internal sealed class AccountLines
{
    private readonly List<SshAccount> _windowsAccounts = [];
    private readonly List<string[]> _accounts = [];
    private readonly Dictionary<string, string> _groupNames = [];
    private readonly Dictionary<string, List<string>> _memberships = [];

    /// <summary>
    /// Takes <c>A:</c> with a line of passwd, <c>G:</c> with one of group, or <c>W:</c> with name, identifier, home and groups parted by
    /// tabs, the groups by commas; leaves lines of another form alone.
    /// </summary>
    public void Add(string line)
    {
        if (line.StartsWith("W:", StringComparison.Ordinal))
        {
            AddWindows(line[2..].Split('\t'));
            return;
        }

        var fields = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(':');
        if (line.StartsWith("A:", StringComparison.Ordinal) && fields.Length >= 7 && fields[0].Length > 0)
        {
            _accounts.Add(fields);
        }
        else if (line.StartsWith("G:", StringComparison.Ordinal) && fields.Length >= 4)
        {
            _groupNames.TryAdd(fields[2], fields[0]);
            foreach (var member in fields[3].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!_memberships.TryGetValue(member, out var groups))
                {
                    _memberships.Add(member, groups = []);
                }

                groups.Add(fields[0]);
            }
        }
    }

    public IReadOnlyList<SshAccount> Accounts() =>
        [.. _windowsAccounts, .. _accounts.DistinctBy(fields => fields[0]).Select(fields => new SshAccount(fields[0], fields[2], fields[5]) { Groups = GroupsOf(fields) })];

    private void AddWindows(string[] fields)
    {
        if (fields is [{ Length: > 0 } name, var id, { Length: > 0 } home, var groups])
        {
            _windowsAccounts.Add(new SshAccount(name, id, home) { Groups = groups.Split(',', StringSplitOptions.RemoveEmptyEntries) });
        }
    }

    private List<string> GroupsOf(string[] fields)
    {
        var groups = new List<string>(_memberships.GetValueOrDefault(fields[0]) ?? []);
        if (_groupNames.TryGetValue(fields[3], out var own) && !groups.Contains(own))
        {
            groups.Insert(0, own);
        }

        return groups;
    }
}
