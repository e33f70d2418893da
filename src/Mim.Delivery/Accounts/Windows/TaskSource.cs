using Mim.Core;
using Mim.Core.Accounts.Windows;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>
/// Scheduled tasks that keep a password, by the scripting objects of the Task Scheduler (taskschd.h). Windows checks the password when it
/// takes it.
/// </summary>
/// <param name="open">Makes a <c>Schedule.Service</c>.</param>
/// <param name="nameOf">Name of the account of a security identifier; the identifier where there is none.</param>
internal sealed class TaskSource(Func<IAutomationObject> open, Func<string, string> nameOf) : ILogOnSource
{
    private const string Root = @"\";
    private const int HiddenToo = 1;
    private const int WithPassword = 1;
    private const int InteractiveOrWithPassword = 6;

    // TASK_UPDATE, and neither rights nor a run that the task did not have.
    private const int Update = 4 | 16 | 32;

    public WindowsLogOnKind Kind => WindowsLogOnKind.Task;

    public IEnumerable<WindowsLogOn> Read() => Within("tasks", "The scheduled tasks cannot be read", secret: null, service =>
    {
        using var root = service.Object("GetFolder", Root);
        var found = new List<WindowsLogOn>();
        ReadBelow(root, found);
        return found;
    });

    public void Give(WindowsLogOn logOn, KeyMaterial password) => Within(logOn.Name, $"The {logOn} does not get its password", password, service =>
    {
        var slash = logOn.Name.LastIndexOf('\\');
        using var folder = service.Object("GetFolder", slash == 0 ? Root : logOn.Name[..slash]);
        using var task = folder.Object("GetTask", logOn.Name[(slash + 1)..]);
        using var definition = task.Object("Definition");
        using var principal = definition.Object("Principal");
        var type = principal.Number("LogonType");
        (folder.Call("RegisterTaskDefinition", task.Text("Name"), definition, Update, logOn.Account, password, type, null) as IDisposable)?.Dispose();
        return true;
    });

    public bool? Holds(WindowsLogOn logOn, KeyMaterial password) => null;

    private void ReadBelow(IAutomationObject folder, List<WindowsLogOn> found)
    {
        using var tasks = folder.Object("GetTasks", HiddenToo);
        foreach (var task in tasks.Each(first: 1))
        {
            using var definition = task.Object("Definition");
            using var principal = definition.Object("Principal");
            if (principal.Number("LogonType") is WithPassword or InteractiveOrWithPassword)
            {
                found.Add(new WindowsLogOn(Kind, task.Text("Path"), nameOf(principal.Text("UserId"))));
            }
        }

        using var folders = folder.Object("GetFolders", 0);
        foreach (var below in folders.Each(first: 1))
        {
            ReadBelow(below, found);
        }
    }

    private T Within<T>(string subject, string what, KeyMaterial? secret, Func<IAutomationObject, T> work)
    {
        try
        {
            using var service = open();
            service.Call("Connect");
            return work(service);
        }
        catch (AutomationException exception)
        {
            throw Automation.Trouble(exception, subject, what, secret);
        }
        catch (InvalidCastException exception)
        {
            throw new MimException(MimErrorCause.InstallFailed, $"{what}: the Task Scheduler answers otherwise than expected.", subject, exception);
        }
    }
}
