using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace Mim.Inventory.Files;

/// <summary>Access lists that inherit nothing: the owner, the system and the administrators.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsFilePermissions : IFilePermissions
{
    private const InheritanceFlags ToContents = InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit;

    public void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (var reader in Readers())
        {
            security.AddAccessRule(
                new FileSystemAccessRule(reader, FileSystemRights.FullControl, ToContents, PropagationFlags.None, AccessControlType.Allow));
        }

        security.CreateDirectory(path);
    }

    public FileStream CreateFile(string path)
    {
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (var reader in Readers())
        {
            security.AddAccessRule(new FileSystemAccessRule(reader, FileSystemRights.FullControl, AccessControlType.Allow));
        }

        return new FileInfo(path).Create(
            FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, 1, FileOptions.None, security);
    }

    public string? Others(string path)
    {
        var isFolder = Directory.Exists(path);
        var counts = isFolder ? FileSystemRights.WriteData : FileSystemRights.ReadData | FileSystemRights.WriteData;
        FileSystemSecurity security = isFolder
            ? new DirectoryInfo(path).GetAccessControl(AccessControlSections.Access | AccessControlSections.Owner)
            : new FileInfo(path).GetAccessControl(AccessControlSections.Access | AccessControlSections.Owner);
        var allowed = Readers().Append(security.GetOwner(typeof(SecurityIdentifier))).ToHashSet();
        var others = security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
            .OfType<FileSystemAccessRule>()
            .Where(rule => rule.AccessControlType == AccessControlType.Allow)
            .Where(rule => (rule.PropagationFlags & PropagationFlags.InheritOnly) == 0)
            .Where(rule => (rule.FileSystemRights & counts) != 0)
            .Select(rule => rule.IdentityReference)
            .Where(reader => !allowed.Contains(reader))
            .Select(reader => reader.Value)
            .Distinct()
            .ToList();
        return others.Count == 0 ? null : string.Join(", ", others);
    }

    private static SecurityIdentifier[] Readers() =>
    [
        WindowsIdentity.GetCurrent().User!,
        new(WellKnownSidType.LocalSystemSid, null),
        new(WellKnownSidType.BuiltinAdministratorsSid, null),
    ];
}
