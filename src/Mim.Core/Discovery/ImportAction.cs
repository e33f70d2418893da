namespace Mim.Core.Discovery;

public enum ImportAction
{
    Added,
    Updated,
    Unchanged,
}
