namespace Mim.Inventory.Files;

/// <summary>The permissions of the platform this runs on.</summary>
internal static class FilePermissions
{
    public static IFilePermissions Current { get; } =
        OperatingSystem.IsWindows() ? new WindowsFilePermissions() : new UnixFilePermissions();
}
