using Mim.Core;
using Mim.Core.Accounts.Windows;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>
/// Application pools of IIS with an account of their own. They are read where IIS has them; their passwords are written by its own objects
/// only, which encrypt them as it reads them and recycle the pool.
/// </summary>
/// <param name="folder">Full path of IIS's configuration.</param>
/// <param name="open">Makes a <c>Microsoft.ApplicationHost.WritableAdminManager</c>.</param>
internal sealed class PoolSource(string folder, Func<IAutomationObject> open) : ILogOnSource
{
    private const string Path = "MACHINE/WEBROOT/APPHOST";
    private const string Section = "system.applicationHost/applicationPools";

    public WindowsLogOnKind Kind => WindowsLogOnKind.Pool;

    public IEnumerable<WindowsLogOn> Read()
    {
        var pools = new PoolFile(folder).Read();
        var obstacle = pools.Count > 0 ? Obstacle() : null;
        return pools.Select(pool => new WindowsLogOn(Kind, pool.Name, pool.Account) { Obstacle = obstacle });
    }

    public void Give(WindowsLogOn logOn, KeyMaterial password) => WithPassword(logOn, "does not get its password", password, (manager, property) =>
    {
        property.Put("Value", password);
        manager.Call("CommitChanges");
        return true;
    });

    public bool? Holds(WindowsLogOn logOn, KeyMaterial password) =>
        WithPassword(logOn, "does not say what password it has", password, (_, property) => property.Holds("Value", password));

    private string? Obstacle()
    {
        try
        {
            open().Dispose();
            return null;
        }
        catch (AutomationException exception)
        {
            return $"IIS's own management is not there ({exception.Message.Trim()}), and nothing else encrypts passwords as it does.";
        }
    }

    private T WithPassword<T>(WindowsLogOn logOn, string what, KeyMaterial password, Func<IAutomationObject, IAutomationObject, T> work)
    {
        try
        {
            using var manager = open();
            manager.Put("CommitPath", Path);
            using var section = manager.Object("GetAdminSection", Section, Path);
            using var pools = section.Object("Collection");
            foreach (var pool in pools.Each(first: 0))
            {
                using var name = pool.Object("GetPropertyByName", "name");
                if (name.Text("Value").Equals(logOn.Name, StringComparison.OrdinalIgnoreCase))
                {
                    using var process = pool.Object("GetElementByName", "processModel");
                    using var property = process.Object("GetPropertyByName", "password");
                    return work(manager, property);
                }
            }

            throw new MimException(MimErrorCause.InstallFailed, $"The {logOn} is gone.", logOn.Name);
        }
        catch (AutomationException exception)
        {
            throw Automation.Trouble(exception, logOn.Name, $"The {logOn} {what}", password);
        }
        catch (InvalidCastException exception)
        {
            throw new MimException(MimErrorCause.InstallFailed, $"The {logOn} {what}: IIS answers otherwise than expected.", logOn.Name, exception);
        }
    }
}
