import java.util.EnumSet;
import javax.servlet.DispatcherType;
import org.apache.solr.servlet.CoreContainerProvider;
import org.apache.solr.servlet.SolrDispatchFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.DefaultServlet;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;

/** Solr in its own Jetty, on one address: what the distribution's start script does, without the distribution. */
public class SolrServer {

  /** Reads the system properties {@code host} and {@code jetty.port}; Solr itself reads {@code solr.solr.home}. */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(System.getProperty("host", "127.0.0.1"));
    connector.setPort(Integer.getInteger("jetty.port"));
    server.addConnector(connector);
    server.setHandler(solr());
    server.setStopAtShutdown(true);
    server.start();
    server.join();
  }

  private static ServletContextHandler solr() {
    ServletContextHandler context = new ServletContextHandler(null, "/solr", ServletContextHandler.NO_SESSIONS);
    context.addEventListener(new CoreContainerProvider());
    context.addFilter(new FilterHolder(SolrDispatchFilter.class), "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(DefaultServlet.class, "/");
    return context;
  }
}
