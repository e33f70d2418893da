using Mim.Core.Delivery;

namespace Mim.Delivery.Files;

/// <summary>
/// What lies at a goal while an installation replaces it, under a second name that nobody else knows: a temporary one, which is
/// swept like any other when its writer dies. Gone when disposed.
/// </summary>
internal sealed class HeldContent : IDisposable
{
    private readonly SecretDestroyer _secrets;
    private readonly string _goal;
    private readonly string? _name;

    private HeldContent(SecretDestroyer secrets, string goal, string? name) => (_secrets, _goal, _name) = (secrets, goal, name);

    /// <summary>Holds what is there now, be it nothing.</summary>
    public static HeldContent Of(string goal, IFilePlatform platform, SecretDestroyer secrets)
    {
        if (platform.KindOf(goal) != PathKind.File)
        {
            return new HeldContent(secrets, goal, name: null);
        }

        var name = StagedFile.NameBeside(goal);
        if (!platform.TryLink(goal, name))
        {
            using var staged = StagedFile.Copy(goal, name, platform);
            staged.Place();
        }

        return new HeldContent(secrets, goal, name);
    }

    /// <summary>Puts it back in one step.</summary>
    public void PutBack()
    {
        if (_name is null)
        {
            _secrets.Destroy(_goal);
        }
        else
        {
            File.Move(_name, _goal, overwrite: true);
        }
    }

    // Renaming one name of a file onto another of the same file leaves both.
    public void Dispose()
    {
        if (_name is not null)
        {
            _secrets.Destroy(_name);
        }
    }
}
