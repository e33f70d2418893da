using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using Mim.Core.Delivery;
using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>
/// Windows: a file with a key is for its writer, the system and administrators; a target's owner and group may read it.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsFiles : IFilePlatform
{
    private static readonly SecurityIdentifier _system = new(WellKnownSidType.LocalSystemSid, null);
    private static readonly SecurityIdentifier _administrators = new(WellKnownSidType.BuiltinAdministratorsSid, null);

    private static readonly SecurityIdentifier[] _everybody =
    [
        new(WellKnownSidType.WorldSid, null),
        new(WellKnownSidType.AuthenticatedUserSid, null),
        new(WellKnownSidType.BuiltinUsersSid, null),
        new(WellKnownSidType.AnonymousSid, null),
    ];

    public PathKind KindOf(string path) => Directory.Exists(path) ? PathKind.Folder
        : File.Exists(path) ? PathKind.File
        : PathKind.Missing;

    public FileStream CreateOwnerOnly(string path) => new FileInfo(path).Create(
        FileMode.CreateNew, FileSystemRights.FullControl, FileShare.Delete, 1, FileOptions.None, OwnerOnly());

    public void Protect(FileStream stream, FileProtection protection, string goal)
    {
        var security = protection.HoldsKey ? OwnerOnly() : new FileSecurity();
        foreach (var name in new[] { protection.Owner, protection.Group }.OfType<string>())
        {
            security.AddAccessRule(new FileSystemAccessRule(Account(name, goal), FileSystemRights.Read, AccessControlType.Allow));
        }

        if (!protection.HoldsKey)
        {
            security.SetAccessRuleProtection(isProtected: false, preserveInheritance: true);
        }

        stream.SetAccessControl(security);
    }

    public void ProtectLike(FileStream stream, string example)
    {
        var rules = new FileInfo(example).GetAccessControl(AccessControlSections.Access);
        var security = new FileSecurity();
        security.SetSecurityDescriptorBinaryForm(rules.GetSecurityDescriptorBinaryForm(), AccessControlSections.Access);
        stream.SetAccessControl(security);
    }

    public string? Looseness(string path, FileProtection protection)
    {
        if (!protection.HoldsKey)
        {
            return null;
        }

        var open = new FileInfo(path).GetAccessControl(AccessControlSections.Access)
            .GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
            .OfType<FileSystemAccessRule>()
            .Any(rule => rule.AccessControlType == AccessControlType.Allow && _everybody.Contains(rule.IdentityReference));
        return open ? $"{path} holds a key and is open to all users." : null;
    }

    public HostFile Describe(KeyMaterial content, string path) => new(content);

    public bool TryLink(string existing, string path) => Kernel32.CreateHardLink(path, existing, 0);

    public long LinkCount(string path)
    {
        using var handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        return Kernel32.LinkCount(handle);
    }

    public void FlushFolder(string folder)
    {
        // NTFS journals renames by itself.
    }

    private static FileSecurity OwnerOnly()
    {
        using var user = WindowsIdentity.GetCurrent();
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (var account in new[] { user.User, _system, _administrators }.OfType<SecurityIdentifier>())
        {
            security.AddAccessRule(new FileSystemAccessRule(account, FileSystemRights.FullControl, AccessControlType.Allow));
        }

        return security;
    }

    private static SecurityIdentifier Account(string name, string goal)
    {
        try
        {
            return (SecurityIdentifier)new NTAccount(name).Translate(typeof(SecurityIdentifier));
        }
        catch (IdentityNotMappedException exception)
        {
            throw FileTrouble.InstallFailed($"{goal} should be read by {name}, but there is no such account", goal, exception);
        }
    }
}
