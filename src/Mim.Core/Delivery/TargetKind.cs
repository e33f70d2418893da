namespace Mim.Core.Delivery;

public enum TargetKind
{
    File,
}
