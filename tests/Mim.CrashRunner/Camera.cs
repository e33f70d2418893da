using System.Globalization;
using Mim.Core.Delivery;
using Mim.Testing;

namespace Mim.CrashRunner;

/// <summary>
/// Keeps what SIGKILL would leave before the first call, before the second … and after the last: the committed store, the installed
/// files, and what the service serves. Nothing happens between one call and the next.
/// </summary>
/// <param name="store">Path of the store.</param>
/// <param name="shots">Folder with one for each shot.</param>
/// <param name="targets">With the files.</param>
/// <param name="served">Asks for what the services of the targets serve.</param>
internal sealed class Camera(string store, string shots, IReadOnlyList<Target> targets, Func<IEnumerable<string>> served) : IWitness
{
    private readonly string[] _paths = [.. targets.SelectMany(target => InstalledPaths.Of(target, store)).Distinct()];
    private int _shots;

    /// <summary>What servers of accounts hold; nothing where there are none.</summary>
    public Func<IEnumerable<string>> Accounts { get; set; } = () => [];

    public T Around<T>(Func<T> work)
    {
        Shoot();
        return work();
    }

    /// <summary>One more, now.</summary>
    public void Shoot()
    {
        var shot = Directory.CreateDirectory(Path.Combine(shots, (++_shots).ToString("D3", CultureInfo.InvariantCulture))).FullName;
        var copy = Path.Combine(shot, "inventory.db");
        RawStore.Execute(store, $"VACUUM INTO '{copy}'");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        FileSnapshot.Take(_paths, Path.Combine(shot, "files"));
        File.WriteAllLines(Path.Combine(shot, "served"), served());
        File.WriteAllLines(Path.Combine(shot, "accounts"), Accounts());
    }
}
