namespace Mim.Discovery.Accounts;

/// <summary>The groups of a machine whose members can become root.</summary>
internal sealed class AdministratorGroups
{
    private static readonly string[] _names = ["root", "sudo", "wheel", "admin", "docker", "lxd", "incus-admin", "libvirt"];

    private readonly ILookup<string, string> _byMember;
    private readonly ILookup<string, string> _byId;

    private AdministratorGroups(IReadOnlyList<(string Name, string Id, string[] Members)> groups)
    {
        _byMember = groups.SelectMany(group => group.Members, (group, member) => (member, group.Name)).ToLookup(pair => pair.member, pair => pair.Name);
        _byId = groups.Where(group => group.Name != "root").ToLookup(group => group.Id, group => group.Name);
    }

    public static AdministratorGroups Of(string root) => new(
        [.. AccountFile.Lines(root, "etc/group", isNeeded: false)
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length == 4 && _names.Contains(fields[0]))
            .Select(fields => (fields[0], fields[2], fields[3].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))]);

    /// <summary>Those that an account is in.</summary>
    /// <param name="account">Its name.</param>
    /// <param name="mainGroup">Id of its own group, as text.</param>
    public IReadOnlyList<string> Of(string account, string mainGroup) => [.. _byMember[account].Concat(_byId[mainGroup]).Distinct()];
}
